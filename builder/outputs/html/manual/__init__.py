"""The HTML site of the manual in `docs/`, in the style of the guides."""
