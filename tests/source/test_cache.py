"""The one store of what is remembered: by key, whole or not at all, bounded, and never a fault."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

import pytest

from builder.source import cache
from builder.source.cache import FOLDER, CacheEntry, folder_key, source_key, text_key

PLAIN = {"words": ["“must”", "half: \udce9", 1, None]}


def entry(root: Path, key: str = "a", kind: str = "kind", entries: int = 4) -> CacheEntry:
    return CacheEntry(root, kind, lambda: key, entries=entries)


def read(one: CacheEntry) -> Any:
    return one.read(lambda plain: plain)


def test_what_is_written_is_read_under_its_own_key_and_kind(tmp_path: Path) -> None:
    assert read(entry(tmp_path)) is None
    entry(tmp_path).write(PLAIN)
    assert read(entry(tmp_path)) == PLAIN
    assert read(entry(tmp_path, "b")) is None
    assert read(entry(tmp_path, kind="other")) is None
    assert [file.name for file in (tmp_path / FOLDER).iterdir()] == ["kind-a.json"]


@pytest.mark.parametrize("how", ["empty", "cut", "longer", "flipped", "no hash", "bytes"])
def test_a_damaged_entry_counts_as_none(tmp_path: Path, how: str) -> None:
    one = entry(tmp_path)
    one.write(PLAIN)
    data = one.file.read_bytes()
    one.file.write_bytes(
        {
            "empty": b"",
            "cut": data[:-3],
            "longer": data + b" ",
            "flipped": data.replace(b"must", b"nust"),
            "no hash": data.partition(b"\n")[2],
            "bytes": b"\xff" * 99,
        }[how]
    )
    assert read(one) is None
    one.write(PLAIN)
    assert read(one) == PLAIN


@pytest.mark.parametrize("data", [b"", b"{", b"[" * 200_000, b"\xff", b'{"words": 1'])
def test_a_planted_entry_that_is_no_json_counts_as_none(tmp_path: Path, data: bytes) -> None:
    one = entry(tmp_path)
    one.write(PLAIN)
    one.file.write_bytes(hashlib.sha256(data).hexdigest().encode() + b"\n" + data)
    assert read(one) is None


def test_an_entry_of_another_shape_counts_as_none(tmp_path: Path) -> None:
    one = entry(tmp_path)
    for plain in ([], {}, {"words": 1}, None):
        one.write(plain)
        assert one.read(lambda plain: [word.upper() for word in plain["words"]]) is None


def test_nothing_is_written_once_the_key_is_another(tmp_path: Path) -> None:
    keys = iter("aab")
    one = CacheEntry(tmp_path, "kind", lambda: next(keys), entries=4)
    one.write(1)
    one.write(2)
    assert read(one) == 1


def test_only_the_entries_that_were_used_last_are_kept(tmp_path: Path) -> None:
    entry(tmp_path, kind="other").write(0)
    for number in range(8):
        one = entry(tmp_path, str(number))
        one.write(number)
        os.utime(one.file, (number, number))
        # Reading counts as use.
        assert read(entry(tmp_path, "0")) == 0
    assert {file.name for file in (tmp_path / FOLDER).iterdir()} == {
        "other-a.json",
        *(f"kind-{number}.json" for number in (0, 5, 6, 7)),
    }


def test_what_is_too_large_is_neither_written_nor_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = entry(tmp_path)
    one.write("short")
    monkeypatch.setattr(cache, "_BYTES", 20)
    one.write("a text of more than twenty bytes")
    assert read(one) is None
    monkeypatch.undo()
    assert read(one) == "short"


def test_a_folder_that_cannot_be_written_to_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("a file in its place")
    entry(tmp_path).write(PLAIN)
    assert read(entry(tmp_path)) is None


def test_every_source_and_option_counts_for_the_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = tmp_path / "published"
    files = [tmp_path / name / "a.md" for name in ("program_defs", "content/x", "templates")]
    files.append(more / "guide.json")
    for file in files:
        file.parent.mkdir(parents=True)
        file.write_text("one")
    keys = {source_key(tmp_path, more=[more])}
    for file in files:
        state = file.stat()
        file.write_text("two")
        # Not even the same size and time hide it.
        os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
        keys.add(source_key(tmp_path, more=[more]))
    files[0].rename(files[0].with_name("b.md"))
    keys.add(source_key(tmp_path, more=[more]))
    keys |= {source_key(tmp_path), source_key(tmp_path, "kms"), source_key(tmp_path, "k", "ms")}
    monkeypatch.setattr(cache, "builder_state", lambda: ["another"])
    keys.add(source_key(tmp_path))
    assert len(keys) == 10


def test_the_keys_of_texts_and_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {text_key("a", "b"), text_key("ab"), text_key("a")}
    monkeypatch.setattr(cache, "builder_state", lambda: ["another"])
    assert len(keys | {text_key("a")}) == 4
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "same.jinja").write_text("text")
    assert folder_key(tmp_path / "one") == folder_key(tmp_path / "two")
    (tmp_path / "two" / "same.jinja").write_text("other")
    assert folder_key(tmp_path / "one") != folder_key(tmp_path / "two")
