"""`carehub routine`: what the days are like, and how they have changed."""

from collections.abc import Sequence
from pathlib import Path

import click
import msgspec

from hub.cli.group import config_option, json_option, settings_path
from hub.cli.kept import kept
from hub.model.errors import CarehubError
from hub.model.routine import Day
from hub.settings import load

NOT_AGREED = (
    "the usual days are not kept in this home: [consent] routine is not agreed. docs/routine.md says what it is."
)


@click.command(short_help="What the usual days are like, and what has changed.")
@click.option("--html", "html_file", type=click.Path(path_type=Path, dir_okay=False), help="Write months on one page.")
@config_option
@json_option
def routine(html_file: Path | None, config: Path | None, as_json: bool) -> None:
    """Say in a few lines how the last four weeks were, against the time before; or write months on one page.

    For the family and for a care review: whoever reads it must be meant to. How each measure is counted, and what it
    cannot know: docs/routine.md.
    """
    settings = load(settings_path(config))
    if not settings.agreed("routine"):
        raise CarehubError(NOT_AGREED)
    with kept(Path(settings.hub.data)) as store:
        days = store.days() or ()
    if html_file is not None:
        from hub.records.days_page import page

        html_file.write_text(page(days, ", ".join(r.name for r in settings.residents)), encoding="utf-8")
        click.echo(f"{html_file} is written.", err=True)
    if as_json:
        for day in days:
            click.echo(msgspec.json.encode(day).decode())
    elif html_file is None:
        _show(days)


def _show(days: Sequence[Day]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    from hub.records.day_rows import known
    from hub.records.days_page import NONE, summary

    if not days:
        click.echo(NONE)
        return
    found = known(days)
    for line in summary(days, found):
        click.echo(line)
    table = Table("Measure", "In the last four weeks", "", header_style="bold", box=SIMPLE_HEAD, pad_edge=False)
    for each in found:
        table.add_row(each.shown.title, each.says, each.difference if each.stands_out else "")
    Console().print(table)
