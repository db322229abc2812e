"""A restore: prepared and proved beside what is there, then swapped while the hub stands still."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from hub.backup.belongings import BEFORE, Place
from hub.backup.making import About
from hub.backup.opening import opened
from hub.backup.standing_still import stands_still
from hub.backup.taking_over import begun, commit, finished, may_change, restores, stage
from hub.model.errors import CarehubError

STAMP = "%Y%m%dT%H%M%SZ"
KEPT = timedelta(days=30)
"""Our choice: as long as readings are worth something, and short for a second copy of somebody's life."""


def prepared(file: BinaryIO, passphrase: str, place: Place) -> About:
    """What a backup holds, proved, beside what is there; NoBackup or CarehubError if it cannot be used here."""
    may_change(place)
    if begun(place.data) is not None:
        raise CarehubError("something that was begun is not finished: carehub restore --finish. Nothing was changed.")
    try:
        place.data.mkdir(mode=0o750, parents=True, exist_ok=True)
    except OSError as error:
        do = f"sudo install -d -m 0750 -o carehub -g carehub {place.data}"
        raise CarehubError(f"{place.data} cannot be made ({error.strerror}). Type: {do}") from error
    return opened(file, passphrase, stage(place.data), place)


def put_back(place: Place, *, stop: bool, now: datetime | None = None) -> tuple[bool, Path]:
    """What was prepared takes the place of what is there. Whether a hub ran, and where that is kept now."""
    at = (now or datetime.now(UTC)).strftime(STAMP)
    with stands_still(place.data, stop=stop) as ran:
        plan = restores(place, at)
        commit(place.data, plan)
        if not finished(place.data):
            raise CarehubError(f"{place.toml} could not be written. When it can be: carehub restore --finish.")
    _forget_earlier(place.data, plan.aside)
    return ran, place.data / plan.aside


def forget_old(data: Path, now: datetime) -> None:
    """What was here before a restore is kept long enough to see whether all is well, and not for ever."""
    for each in data.glob(f"{BEFORE}-*"):
        try:
            at = datetime.strptime(each.name[len(BEFORE) + 1 :], STAMP).replace(tzinfo=UTC)
        except ValueError:
            continue  # somebody else's name
        if now - at > KEPT:
            shutil.rmtree(each, ignore_errors=True)


def _forget_earlier(data: Path, besides: str) -> None:
    """What was here before an earlier restore: one is enough, and each holds everything about a home."""
    for each in data.glob(f"{BEFORE}-*"):
        if each.name != besides:
            shutil.rmtree(each, ignore_errors=True)
