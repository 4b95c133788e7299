"""`guide.json`: the published snapshot of a guide, which diffs and other tools read."""

from builder.outputs.snapshot.codec import dump_guide, guide_schema, load_guide

__all__ = ["dump_guide", "guide_schema", "load_guide"]
