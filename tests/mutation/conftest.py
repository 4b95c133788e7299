"""Keeps the pytest plugin from taking the small project for one that is published."""

from __future__ import annotations

collect_ignore = ["legacy"]
