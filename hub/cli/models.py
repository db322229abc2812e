"""`carehub models`: what the hub understands of each Zigbee model, what it passes over, and why."""

import gzip
import sys
from collections.abc import Iterable
from pathlib import Path

import click
import msgspec

from connectors.zigbee2mqtt.report import Model, Totals, definitions_in, model, totals
from hub.cli.group import json_option
from hub.model.errors import CarehubError

PAPER = "zigbee-models.md"
PAPERS = (Path(__file__).parents[2] / "docs" / PAPER, Path(sys.prefix) / "share" / "carehub" / "docs" / PAPER)
"""Where the summary of all models lies: in a checkout, and in an installed hub."""
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
    list of definitions. Without FILE: the summary of all models that zigbee2mqtt knows. "proven" means that messages of
    the model are compared in the hub's tests with what they must say; all others are understood by their definition.
    """
    if file is None:
        click.echo(_paper())
        return
    found = [each for each in map(model, _definitions(file)) if _is_wanted(each, wanted)]
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


def _definitions(file: Path) -> Iterable[dict[str, object]]:
    try:
        with file.open("rb") as plain:
            packed = plain.read(2) == b"\x1f\x8b"
        with gzip.open(file) if packed else file.open("rb") as content:
            read = msgspec.json.decode(content.read(LARGEST))
    except (OSError, EOFError, msgspec.DecodeError, RecursionError) as error:
        raise CarehubError(f"{file} cannot be read as JSON: {error}") from error
    found = definitions_in(read)
    if not found:
        raise CarehubError(f"{file} holds no definition: neither a list of them, nor zigbee2mqtt's bridge/devices")
    return found


def _is_wanted(each: Model, wanted: str | None) -> bool:
    return wanted is None or wanted.lower() in f"{each.vendor} {each.model} {each.description}".lower()


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
        click.echo(f"{name}: " + ", ".join(f"{what} {count}" for what, count in counts.items()))
