"""`carehub export-falls`: the acceleration of falls that were told, for who trains a detector, if that was agreed."""

import csv
from array import array
from hashlib import sha256
from pathlib import Path
from sys import byteorder

import click

from hub.cli.group import config_option, settings_path
from hub.cli.kept import kept
from hub.model.effects import FallKept, Outcome
from hub.model.errors import CarehubError
from hub.model.household import Settings
from hub.settings import load
from hub.shell.falls import Known

RATE = 50
"""Samples a second of a kept window."""

WAS_A_FALL: dict[Outcome, bool] = {
    "helped": True, "ambulance": True, "taken to hospital": True, "died": True,
    "false alarm": False, "cancelled by resident": False,
}  # fmt: skip
"""What people said of it. Any other end leaves it unknown: it is not given away, for it would teach nothing true."""

COLUMNS = ("recording", "subject", "placement", "data_set", "impact_s", "start_s", "end_s", "activity", "is_fall")


@click.command(name="export-falls", short_help="Falls that were told, and false alarms, for training a detector.")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@config_option
def export_falls(folder: Path, config: Path | None) -> None:
    """Write the acceleration around each fall that was told, and whether it was one, into FOLDER (docs/falls.md).

    Only if [consent] says that `training` was agreed. No name, no day and no hour leaves with it.
    """
    settings = load(settings_path(config))
    if settings.consent is None or not settings.agreed("training"):
        raise CarehubError("[consent] does not say that training was agreed. Ask the resident, and write it down.")
    with kept(Path(settings.hub.data)) as store:
        falls = store.falls()
    known = [fall for fall in falls if fall.outcome in WAS_A_FALL]
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder, settings, known)
    left = f" {len(falls) - len(known)} more are not known to be one or the other." if len(known) < len(falls) else ""
    click.echo(f"{len(known)} recordings are in {folder}.{left}")


def _write(folder: Path, settings: Settings, falls: list[Known]) -> None:
    with (folder / "annotations.csv").open("w", newline="") as opened:
        table = csv.writer(opened)
        table.writerow(COLUMNS)
        for number, fall in enumerate(falls, 1):
            one, name = fall.kept, f"impact-{number:04}"
            count = _stream(folder / f"{name}.csv", one.window)
            assert fall.outcome is not None
            table.writerow(
                (
                    name, _subject(settings, one), one.placement, "carehub", f"{one.peak / RATE:.2f}", "0.00",
                    f"{(count - 1) / RATE:.2f}", fall.was or fall.outcome, int(WAS_A_FALL[fall.outcome]),
                )
            )  # fmt: skip


def _subject(settings: Settings, fall: FallKept) -> str:
    """The same for all of one wearer, and no name."""
    return sha256(f"{settings.hub.id}/{fall.device}".encode()).hexdigest()[:8]


def _stream(file: Path, window: bytes) -> int:
    values = array("h", window)
    if byteorder == "big":
        values.byteswap()
    rows = [values[at : at + 3] for at in range(0, len(values) - 2, 3)]
    with file.open("w", newline="") as opened:
        out = csv.writer(opened)
        out.writerow(("t", "ax", "ay", "az"))
        for number, row in enumerate(rows):
            out.writerow((f"{number / RATE:.2f}", *(f"{each / 1000:.3f}" for each in row)))
    return len(rows)
