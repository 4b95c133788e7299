"""What a revision changes in a guide.

`compare` gives the changes, `review` with them the redline: the new guide with all that was deleted
and inserted; `group_causes` tells which edits are behind the changes of several guides. Only data
goes in and comes out: guides are compared as their readers get them, never as files.
"""

from builder.diff.causes import group_causes
from builder.diff.compare import Review, compare, review
from builder.diff.plain import check_redline

__all__ = ["Review", "check_redline", "compare", "group_causes", "review"]
