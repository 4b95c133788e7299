"""The HTML site of the manual in `docs/`, in the dress of the guides."""
