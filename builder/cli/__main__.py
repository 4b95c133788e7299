"""`python -m builder.cli`."""

import sys

from builder.cli import command

sys.exit(command())
