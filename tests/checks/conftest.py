"""The projects below this folder are material for tests, no guides to be checked themselves."""

from __future__ import annotations

collect_ignore_glob = ["*.yaml"]
