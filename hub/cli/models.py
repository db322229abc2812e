"""`carehub models`: what the hub understands of each Zigbee model, what it passes over, and why."""

import gzip
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
import msgspec

from connectors.zigbee2mqtt.catalogue import unpacked
from connectors.zigbee2mqtt.report import Model, Totals, definitions_in, model, totals
from hub.cli.group import json_option
from hub.model.errors import CarehubError
from hub.settings import shipped

PAPER = "zigbee-models.md"
PAPERS = (Path(__file__).parents[2] / "docs" / PAPER, Path(sys.prefix) / "share" / "carehub" / "docs" / PAPER)
"""Where the summary of all models lies: in a checkout, and in an installed hub."""
CATALOGUE = "zigbee-definitions.json.gz"
"""In config/: the definitions of all models that zigbee2mqtt knew when this version was made."""
MOST_IN_A_TABLE = 300
"""Models. A home has a tenth of it; to lay out all 4,516 as a table takes 4 s, as plain lines a tenth of a second."""
LARGEST = 200 * 2**20
"""Bytes, unpacked. The list of all converters' definitions has 21 million."""


@click.command(short_help="What is understood of each Zigbee model, and what is not.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@json_option
@click.option("--model", "wanted", metavar="TEXT", help="Only models whose maker, name or description holds this.")
@click.option("--ignored", is_flag=True, help="Also what is passed over of each model, and why.")
def models(file: Path | None, as_json: bool, wanted: str | None, ignored: bool) -> None:
    """List what each model can tell this hub, from its own definition.

    FILE is JSON, or JSON gzipped: what zigbee2mqtt keeps under `bridge/devices` (so: the devices of one home), or a
    list of definitions. Without FILE: all models that zigbee2mqtt knows, and without an option just their summary.
    "proven" means that messages of the model are compared in the hub's tests with what they must say; all others are
    understood by their definition.
    """
    if file is None and wanted is None and not as_json and not ignored:
        click.echo(_paper())
        return
    definitions = _definitions(file) if file is not None else _catalogue()
    found = [model(each) for each in definitions if _is_wanted(each, wanted)]
    if as_json:
        _print_json(found, ignored)
    else:
        _print_table(found, ignored)
        _print_totals(totals(found))


def _paper() -> str:
    for place in PAPERS:
        if place.exists():
            return place.read_text()
    raise CarehubError(f"{PAPER} is not installed here; name a FILE, such as zigbee2mqtt's bridge/devices")


def _catalogue() -> Iterable[dict[str, Any]]:
    return unpacked(_read(shipped(CATALOGUE)))


def _read(file: Path) -> Any:
    try:
        with file.open("rb") as plain:
            packed = plain.read(2) == b"\x1f\x8b"
        with gzip.open(file) if packed else file.open("rb") as content:
            return msgspec.json.decode(content.read(LARGEST))
    except (OSError, EOFError, msgspec.DecodeError, RecursionError) as error:
        raise CarehubError(f"{file} cannot be read as JSON: {error}") from error


def _definitions(file: Path) -> Iterable[dict[str, Any]]:
    found = definitions_in(_read(file))
    if not found:
        raise CarehubError(f"{file} holds no definition: neither a list of them, nor zigbee2mqtt's bridge/devices")
    return found


def _is_wanted(each: dict[str, Any], wanted: str | None) -> bool:
    if wanted is None:
        return True
    called = " ".join(str(each.get(key) or "") for key in ("vendor", "model", "description"))
    return wanted.lower() in called.lower()


def _print_json(found: list[Model], ignored: bool) -> None:
    for each in found:
        whole = msgspec.to_builtins(each) | {"useful": each.useful}
        if not ignored:
            del whole["ignored"]
        click.echo(msgspec.json.encode(whole).decode())


def _print_table(found: list[Model], ignored: bool) -> None:
    if len(found) > MOST_IN_A_TABLE:
        rows = (row for each in found for row in _rows(each, ignored))
        click.echo("\n".join(f"{name:40} {kind:16} {state:11} {how}".rstrip() for name, kind, how, state in rows))
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table("maker and model", "kind", "how", "", header_style="bold", box=SIMPLE_HEAD, pad_edge=False)
    for each in found:
        for row in _rows(each, ignored):
            table.add_row(*(escape(cell) for cell in row))
    Console().print(table)


def _rows(each: Model, ignored: bool) -> Iterable[tuple[str, str, str, str]]:
    name, state = f"{each.vendor} {each.model}", _state(each)
    for understood in each.understood:
        yield name, understood.kind, f"{understood.property}: {understood.how}", state
        name = state = ""
    if not each.understood:
        yield name, "-", "", state
    for passed in each.ignored if ignored else ():
        yield "", "", f"{passed.property}: {passed.why}", "passed over"


def _state(each: Model) -> str:
    if each.proven:
        return "proven"
    return "unproven" if each.understood else "nothing"


def _print_totals(sums: Totals) -> None:
    click.echo(
        f"{sums.models} models: {sums.useful} tell something of the home, {sums.telling - sums.useful} only of "
        f"themselves, {sums.models - sums.telling} nothing. {sums.proven} are proven by messages."
    )
    for name, counts in (("models that tell", sums.kinds), ("properties passed over", sums.ignored)):
        click.echo(f"{name}: " + (", ".join(f"{what} {count}" for what, count in counts.items()) or "none"))
