"""One figure beside its budget, the machine that it was measured on, and how both are shown."""

import os
import platform
import sqlite3
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tests.support.broker import PROGRAM


class Figure(Struct, frozen=True, omit_defaults=True):
    """One line. `limit`: the same by the bare program in the same run. `met`: None if there is no budget for it."""

    line: str
    what: str
    value: float | None
    unit: str = ""
    budget: str = ""
    met: bool | None = None
    limit: float | None = None
    note: str = ""


class Machine(Struct, frozen=True):
    """What the figures were measured on, and how busy it was."""

    at: str
    cores: int
    processor: str
    kernel: str
    python: str
    sqlite: str
    broker: str
    load_before: tuple[float, float, float]
    load_after: tuple[float, float, float]


def figure(
    line: str,
    what: str,
    value: float,
    unit: str,
    at_most: float | None = None,
    at_least: float | None = None,
    limit: float | None = None,
    note: str = "",
) -> Figure:
    """A figure and whether it keeps its budget."""
    budget, met = "", None
    if at_most is not None:
        budget, met = f"<= {at_most:,g}", value <= at_most
    elif at_least is not None:
        budget, met = f">= {at_least:,g}", value >= at_least
    return Figure(line, what, value, unit, budget, met, limit, note)


def machine(broker: str, before: tuple[float, float, float]) -> Machine:
    """The machine, now that the run is over."""
    return Machine(
        at=datetime.now(UTC).isoformat(timespec="minutes"),
        cores=os.cpu_count() or 0,
        processor=f"{platform.machine()} {_processor()}".strip(),
        kernel=platform.release(),
        python=platform.python_version(),
        sqlite=sqlite3.sqlite_version,
        broker=f"{broker}, {_mosquitto()}",
        load_before=before,
        load_after=os.getloadavg(),
    )


def _processor() -> str:
    with Path("/proc/cpuinfo").open() as lines:
        return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), "")


def _mosquitto() -> str:
    said = subprocess.run([PROGRAM, "-h"], capture_output=True, text=True, check=False).stdout
    return (said.splitlines() or ["no mosquitto here"])[0]


def show(figures: Sequence[Figure], ran: Machine) -> None:
    """The table, for a person."""
    table = Table("line", "what", "measured", "budget", "", "limit", "note", header_style="bold")
    before = ""
    for one in figures:
        if one.line != before:
            table.add_section()
        table.add_row(
            one.line if one.line != before else "", one.what, _number(one.value, one.unit), one.budget,
            _verdict(one), _number(one.limit, one.unit) if one.limit is not None else "", one.note,
        )  # fmt: skip
        before = one.line
    console = Console(width=None if Console().is_terminal else 150)
    console.print(table)
    loads = " -> ".join(" ".join(f"{each:.2f}" for each in load) for load in (ran.load_before, ran.load_after))
    console.print(f"{ran.at}  {ran.cores} cores, {ran.processor}, kernel {ran.kernel}, load {loads}")
    console.print(f"Python {ran.python}, SQLite {ran.sqlite}, broker {ran.broker}")


def _verdict(one: Figure) -> Text:
    if one.value is None:
        return Text("see note" if "of its own" in one.note else "not yet", style="dim")
    if one.met is None:
        return Text("")
    return Text("kept", style="green") if one.met else Text("MISSED", style="bold red")


def _number(value: float | None, unit: str) -> str:
    if value is None:
        return "-"
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return f"{value:,.{digits}f} {unit}".strip()


def part(values: Sequence[float], share: float) -> float:
    """The value that `share` of the values do not exceed (nearest rank)."""
    ranked = sorted(values)
    return ranked[max(0, -(-len(ranked) * share // 1).__int__() - 1)]
