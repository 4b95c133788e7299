"""Writes what authors write: fixes, formats, new programs, proposed rows."""
