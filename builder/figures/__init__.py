"""Figures: from the data of a flow chart or tree to an SVG that is committed beside it."""
