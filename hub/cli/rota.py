"""`carehub rota`: who is asked when, by hours, holidays and swaps."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
import msgspec

from hub.cli.group import config_option, json_option, settings_path
from hub.core.home import Home
from hub.core.ladder_choice import what_for
from hub.core.localtime import at_local, local
from hub.core.rota import once
from hub.core.week_words import Window, said
from hub.core.who_when import Covered, Stretch, times, who_when
from hub.settings import load

Row = tuple[str, str]


@click.command(short_help="Who is asked when, in the next two weeks.")
@config_option
@json_option
@click.option("--days", type=click.IntRange(1, 366), default=14, show_default=True, help="How far to look ahead.")
def rota(config: Path | None, as_json: bool, days: int) -> None:
    """Show for each ladder who is asked at which hours, with holidays and swaps; what comes every week is said once.

    "Anna, then Ben": on the first rung Anna, on a later one Ben. A life alarm that would reach nobody asks everybody
    in spite of their hours.
    """
    home, now = Home(load(settings_path(config))), datetime.now(UTC)
    window = Window(local(now, home.timezone).date(), days, home.timezone)
    covered = who_when(home, window.since, window.until)
    if as_json:
        _print_json(covered, window)
        return
    for each in covered:
        _print_ladder(_title(each, home), list(_rows(each, home, window, now)))
    for line in _different(home, now):
        click.echo(line)


def _print_json(covered: tuple[Covered, ...], window: Window) -> None:
    first = at_local(window.first, 0, window.timezone)
    end = at_local(window.first + timedelta(days=window.days), 0, window.timezone)
    for each in covered:
        for part in each.stretches:
            if part.start < end and first < part.end:
                start, until = (
                    local(at, window.timezone).isoformat() for at in (max(part.start, first), min(part.end, end))
                )
                line = {"ladder": each.name, "from": start, "until": until, "rungs": part.rungs}
                click.echo(msgspec.json.encode(line).decode())


def _title(covered: Covered, home: Home) -> str:
    ladder = next((each for each in home.settings.ladders if each.name == covered.name), None)
    if ladder is not None:
        return f"{ladder.name}: for {what_for(ladder, home)}"
    return "the ladder: for everything" + (" else" if home.settings.ladders else "")


def _rows(covered: Covered, home: Home, window: Window, now: datetime) -> Iterator[Row]:
    """Who is asked, and when: each group of people once."""
    groups: dict[tuple[tuple[str, ...], ...], list[Stretch]] = {}
    for each in covered.stretches:
        groups.setdefault(each.rungs, []).append(each)
    for rungs, stretches in groups.items():
        when = said(times(stretches), window, now)
        if when:
            yield ", then ".join(home.names(rung) for rung in rungs) or "nobody", "; ".join(when)


def _print_ladder(title: str, rows: list[Row]) -> None:
    if not sys.stdout.isatty():
        click.echo(title)
        for who, when in rows:
            click.echo(f"  {who}: {when}")
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table("who is asked", "when", title=escape(title), title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    for who, when in rows:
        table.add_row(f"[bold red]{who}[/]" if who == "nobody" else escape(who), escape(when))
    Console().print(table)


def _different(home: Home, now: datetime) -> Iterator[str]:
    """The holidays and swaps that are not over, as the file says them."""
    for each in home.settings.rota:
        if once(each, home.timezone).end > now:
            name, not_ = home.names((each.contact,)), "" if each.asked else "not "
            note = f" ({each.note})" if each.note else ""
            yield f"{name} is {not_}asked from {each.since} until {each.until}{note}."
