"""Finds, runs and judges the checks, and applies their fixes."""
