"""Figures drawn from data to SVG, committed beside their source and checked against it."""
