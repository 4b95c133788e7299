"""Runs git so that nothing in a repository can make it run, fetch or write anything.

A repository's configuration names programs: for hooks, filters, comparisons, remote helpers and
more with every version of git. So git is not shown it. It is given a folder of ours, which has no
configuration and only leads to the repository's objects and references; the variables and the
configuration of the person who runs the program are left out as well.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from builder.history.errors import GitError
from builder.history.find import GitFolders, read_small

_SECONDS = 60
_SAFE = (
    *("-c", "safe.bareRepository=explicit"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.attributesFile={os.devnull}"),
    *("-c", "core.autocrlf=false"),
    *("-c", "core.quotePath=false"),
)
_ENVIRONMENT = {
    "LC_ALL": "C",
    "GIT_ALLOW_PROTOCOL": "none",  # an object that is missing is fetched from nowhere
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
_INSTALL = "Install git, or name a folder with guides or a “guide.json”."


def run_git(
    folders: GitFolders,
    *arguments: str,
    given: bytes = b"",
    fine: Sequence[int] = (0,),
    settings: Sequence[tuple[str, str]] = (),
) -> bytes:
    """What git prints, with `given` as its input; `fine` are the statuses that are no fault.

    `settings` are all that git is told of the repository's configuration.

    Raises:
        GitError: it is not installed, it fails, or it does not come to an end.
    """
    program = shutil.which("git")
    if program is None:
        raise GitError("git is not installed", _INSTALL)
    with _without_configuration(folders) as place:
        command = (
            *(program, f"--git-dir={place}", f"--work-tree={folders.top}"),
            *("--no-pager", "--no-replace-objects", *_SAFE, *arguments),
        )
        outside = {name: text for name, text in os.environ.items() if not name.startswith("GIT_")}
        told = {"GIT_CONFIG_COUNT": str(len(settings))}
        for number, (key, value) in enumerate(settings):
            told |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
        objects = {"GIT_OBJECT_DIRECTORY": str(folders.common / "objects")}
        try:
            done = subprocess.run(
                command,
                input=given,
                capture_output=True,
                check=False,
                cwd=folders.top,
                env={**outside, **_ENVIRONMENT, **objects, **told},
                timeout=_SECONDS,
            )
        except subprocess.TimeoutExpired as error:
            raise GitError(f"git gave no answer within {_SECONDS} seconds") from error
        except OSError as error:
            raise GitError(f"git cannot be run ({error.strerror or error})", _INSTALL) from error
        except ValueError as error:  # a NUL among the arguments
            raise GitError(str(error)) from error
    if done.returncode not in fine:
        raise GitError(_reason(done.stderr) or f"git ended with {done.returncode}")
    return done.stdout


@contextmanager
def _without_configuration(folders: GitFolders) -> Iterator[Path]:
    """A folder that git takes for the repository, as long as it is needed."""
    with TemporaryDirectory(prefix="guides-git-") as name:
        place = Path(name)
        extensions = dict(folders.extensions())
        lines = [f"[core]\nrepositoryformatversion = {int(bool(extensions))}\n[extensions]\n"]
        lines += [f"{name} = {value}\n" for name, value in extensions.items()]
        (place / "config").write_text("".join(lines), encoding="utf-8")
        for source in folders.own.glob("*HEAD"):
            _copy(source, place)
        for part in ("logs", "info"):
            (place / part).mkdir()
        for part in ("refs", "packed-refs", "reftable", "shallow", "logs/refs", "info/exclude"):
            _lead(place / part, folders.common / part)
        for part in ("index", "logs/HEAD"):
            _lead(place / part, folders.own / part)
        # Without it git takes no folder for a repository, not even for one without a commit.
        (place / "refs").mkdir(exist_ok=True)
        yield place


def _lead(link: Path, target: Path) -> None:
    # A pipe in its place would let git wait for ever.
    if target.is_file() or target.is_dir():
        link.symlink_to(target)


def _copy(source: Path, place: Path) -> None:
    """Copy one of git's small files; a `HEAD` can be a link to the reference in place of a file."""
    if source.is_symlink():
        target = os.readlink(source)
        if target.startswith("refs/"):
            (place / source.name).write_text(f"ref: {target}\n", encoding="utf-8")
            return
    text = read_small(source)
    if text is not None:
        (place / source.name).write_bytes(text.encode("utf-8", "surrogateescape"))


def _reason(stderr: bytes) -> str:
    lines = stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[0].removeprefix("fatal: ").removeprefix("error: ").rstrip(".") if lines else ""
