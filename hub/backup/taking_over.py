"""Puts what was prepared in the place of what is there. Begun once, it is finished, whatever happens in between.

All is prepared in a folder within the data folder. The moment is when `plan.json` is there: before it nothing has
happened, after it every start of the hub or of its pages, and `carehub restore --finish`, goes on until all is done.
Each step may be done again. Files within the data folder are moved and not copied, so a full disk stops nothing.
"""

import logging
import os
import shutil
import time
from contextlib import suppress
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from hub.backup.belongings import BEFORE, CONF, COPY, DATA, ERASED, MAKING, STAGE, TOML, Place
from hub.model.errors import CarehubError
from hub.settings.replacing import put, settle
from hub.shell.socket import FILE as SOCKET
from hub.shell.socket import LOCK, AlreadyRunning, hold

log = logging.getLogger(__name__)

PLAN, GONE = "plan.json", "gone"
STAYS = frozenset({STAGE, LOCK, SOCKET, ERASED, COPY, "pulse.json", "audit.json"})
"""What no restore moves: it belongs to this machine or to this run."""


KILLED = 7200.0
"""Seconds after which nobody is still making a backup: the slowest card takes minutes."""


class Plan(Struct, frozen=True, kw_only=True):
    """What is to be done. `old`: names in the data folder that go; `aside`: where to, within it; `toml`: hub.toml.

    `beside`: files and folders near hub.toml that go. With "erase" all that went is deleted, and `line` is written.
    """

    do: Literal["restore", "erase"]
    toml: str
    old: tuple[str, ...]
    aside: str
    beside: tuple[str, ...] = ()
    line: str = ""


def stage(data: Path) -> Path:
    """Where things are prepared."""
    return data / STAGE


def begun(data: Path) -> Plan | None:
    """What was begun in this data folder and is not finished; None if there is nothing."""
    try:
        return msgspec.json.decode((stage(data) / PLAN).read_bytes(), type=Plan)
    except FileNotFoundError:
        return None
    except msgspec.MsgspecError as error:
        raise CarehubError(f"{stage(data) / PLAN} cannot be read: look at it, and move it away.") from error


def may_change(place: Place) -> None:
    """CarehubError if this user could not do it: better to know before anything stands still."""
    beside = place.toml.resolve().parent
    for folder in (place.data, beside):
        if folder.exists() and not os.access(folder, os.W_OK | os.X_OK):
            raise CarehubError(f"{folder} may not be changed by this user. Try: sudo.")
    if place.toml.exists() and not os.access(place.toml, os.R_OK):
        raise CarehubError(f"{place.toml} may not be read by this user. Try: sudo.")


def restores(place: Place, now: str) -> Plan:
    """The plan of a restore: what is here now is kept, under the name of the moment."""
    aside = f"{BEFORE}-{now}"
    old = tuple(sorted(each for each in _names(place.data) if not each.startswith(BEFORE)))
    return Plan(do="restore", toml=str(place.toml.resolve()), old=old, aside=aside)


def erases(place: Place, beside: tuple[Path, ...], line: str) -> Plan:
    """The plan of an end: nothing of the data folder is kept but the line."""
    toml = place.toml.resolve()
    left = (*_names(place.data), COPY, "pulse.json", "audit.json")
    old = tuple(sorted({each for each in left if (place.data / each).exists()}))
    return Plan(do="erase", toml=str(toml), old=old, aside=f"{STAGE}/{GONE}", beside=tuple(map(str, beside)), line=line)


def _names(data: Path) -> list[str]:
    return [each.name for each in data.iterdir() if each.name not in STAYS] if data.exists() else []


def commit(data: Path, plan: Plan) -> None:
    """The moment: from now on it will be done. Whoever calls this holds the data folder."""
    place = stage(data)
    _given(place, data)
    _settled(place)
    part = place / f"{PLAN}.part"
    with part.open("wb") as out:
        out.write(msgspec.json.encode(plan))
        out.flush()
        os.fsync(out.fileno())
    _given(part, data)
    part.replace(place / PLAN)
    settle(place)


def finished(data: Path) -> bool:
    """Does what was begun, if anything was. False if hub.toml cannot be written: then the rest is left to do.

    Whoever calls this holds the data folder.
    """
    plan = begun(data)
    if plan is None:
        return True
    aside = data / plan.aside
    aside.mkdir(mode=0o700, parents=True, exist_ok=True)
    _given(aside, data)
    for name in plan.old:
        if (data / name).exists() and not (aside / name).exists():
            (data / name).rename(aside / name)
    settle(data)
    for new in sorted((stage(data) / DATA).iterdir()) if (stage(data) / DATA).exists() else ():
        new.rename(data / new.name)
    settle(data)
    try:
        _put_settings(data, plan, aside)
    except OSError as error:  # to the hub, /etc is a disk that is read-only (systemd/carehub.service)
        log.error("%s: the rest is done by the pages, or by carehub restore --finish", error)
        return False
    if plan.line:
        _noted(data, plan.line)
    (stage(data) / PLAN).unlink()
    settle(stage(data))
    shutil.rmtree(stage(data), ignore_errors=True)
    return True


def finish_at_start(data: Path) -> bool:
    """For a hub that starts: it must not open a store that is half another's. True if the settings may be others now.

    AlreadyRunning if somebody is at it. Nothing else keeps a hub from starting: not a sick disk, nor a plan that nobody
    can read.
    """
    try:
        if begun(data) is None:
            return False
        held = hold(data)
        try:
            finished(data)
        finally:
            held.release()
    except AlreadyRunning:
        raise
    except (OSError, CarehubError) as error:
        log.error("what was begun in %s could not be finished: %s", data, error)
    return True


def forget(data: Path) -> None:
    """What was prepared and not begun is removed, and what a backup left that was killed: they hold all of a home."""
    with suppress(OSError):
        for left in data.glob(f"{MAKING}*"):
            if time.time() - left.stat().st_mtime > KILLED:
                shutil.rmtree(left, ignore_errors=True)
        if begun(data) is None:
            shutil.rmtree(stage(data), ignore_errors=True)


def _put_settings(data: Path, plan: Plan, aside: Path) -> None:
    """Each file in one moment; hub.toml last, so that what it names is there."""
    toml, conf = Path(plan.toml), stage(data) / CONF
    kept = aside / CONF
    if plan.do == "restore" and toml.exists() and not (kept / TOML).exists():
        kept.mkdir(mode=0o700, exist_ok=True)
        _given(kept, data)
        put(kept / TOML, toml.read_bytes(), toml)
    halves = toml.parent.glob(f".{toml.name}.*") if plan.do == "erase" else ()  # of a file that was being written
    for file in (*map(Path, plan.beside), *halves):
        _removed(file)
    for new in sorted(conf.iterdir(), key=lambda each: each.name == TOML) if conf.exists() else ():
        to = toml if new.name == TOML else toml.parent / new.name
        toml.parent.mkdir(parents=True, exist_ok=True)
        old = to if to.exists() else toml if toml.exists() else data
        put(to, new.read_bytes(), old, 0o660)
    with suppress(OSError):
        settle(toml.parent)


def _removed(file: Path) -> None:
    if file.is_dir() and not file.is_symlink():
        shutil.rmtree(file)
    else:
        file.unlink(missing_ok=True)


def _noted(data: Path, line: str) -> None:
    """Once, also if it is done again."""
    file = data / ERASED
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    if line not in before.splitlines():
        file.write_text(f"{before}{line}\n", encoding="utf-8")
    _given(file, data)


def _given(file: Path, data: Path) -> None:
    """What root makes belongs to the hub's user: it must open it."""
    if os.geteuid() != 0:
        return
    about = data.stat()
    every = [file, *file.rglob("*")] if file.is_dir() else [file]
    for each in every:
        os.chown(each, about.st_uid, about.st_gid, follow_symlinks=False)


def _settled(folder: Path) -> None:
    for each in folder.rglob("*"):
        if each.is_file():
            with each.open("rb") as file:
                os.fsync(file.fileno())
        elif each.is_dir():
            settle(each)
    settle(folder)
