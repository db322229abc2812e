"""`carehub report`: how soon calls were answered in a period, and what they were."""

from datetime import UTC, datetime
from pathlib import Path

import click
import msgspec
from msgspec import structs

from hub.cli.group import config_option, json_option, settings_path
from hub.cli.kept import from_option, kept, period, to_option
from hub.cli.working import working
from hub.model.household import Settings
from hub.records.course import Course, course
from hub.records.measures import Measures, measures
from hub.records.report_rows import rows
from hub.records.visit_figures import VisitFigures, visit_figures
from hub.settings import load
from hub.shell.reader import Reader

VISIT = "visit:"
"""How the subject of the spans of a care visit begins; its id follows."""


@click.command(short_help="How soon calls were answered in a period, and what they were.")
@from_option
@to_option
@click.option("--csv", "csv_file", type=click.Path(path_type=Path, dir_okay=False), help="Write the figures as CSV.")
@click.option("--html", "html_file", type=click.Path(path_type=Path, dir_okay=False), help="Write a page to read.")
@config_option
@json_option
def report(
    frm: str | None, to: str | None, csv_file: Path | None, html_file: Path | None, config: Path | None, as_json: bool
) -> None:  # fmt: skip
    """Report on a period (the last 30 days): times to hand-over, acknowledgement and attendance, and false alarms.

    Figures are by role, never by name. What each means: docs/report.md.
    """
    settings = load(settings_path(config))
    zone = settings.hub.timezone
    begin, end = period(frm, to, zone)
    with kept(Path(settings.hub.data)) as store:
        known = store.last_alive() or end
        found = measures(_courses(store, begin, end), begin, end, min(known, datetime.now(UTC)))
        found = structs.replace(found, visits=_visits(store, settings, begin, end))
    if csv_file is not None:
        _write(csv_file, _csv(found))
    if html_file is not None:
        from hub.records.report_page import page

        _write(html_file, page(found, settings.hub.id, zone))
    if as_json:
        click.echo(msgspec.json.encode(found).decode())
    elif csv_file is None and html_file is None:
        _show(found, zone)


def _courses(store: Reader, begin: datetime, end: datetime) -> list[Course]:
    found = working(store.incidents_between(begin, end), "Reading incidents")
    return [course(incident, store.trail_of(incident.id)) for incident in found]


def _visits(store: Reader, settings: Settings, begin: datetime, end: datetime) -> tuple[VisitFigures, ...]:
    """What is on record of care visits: from when until when each was seen, and what was asked about them."""
    seen = [subject.removeprefix(VISIT) for subject in store.subjects() if subject.startswith(VISIT)]
    names = {visit.id: visit.name for visit in settings.visits}
    if not seen and not names:
        return ()
    spans = {visit: store.spans(f"{VISIT}{visit}", begin, end) for visit in seen}
    return visit_figures(names, spans, store.incidents_between(begin, end), begin, end)


def _csv(found: Measures) -> str:
    import csv
    import io

    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(("measure", "of", "value", "unit", "known", "not known"))
    writer.writerows((row.measure, row.of, row.value, row.unit, row.known, row.unknown) for row in rows(found))
    return out.getvalue()


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="")
    click.echo(f"{file} is written.", err=True)


def _show(found: Measures, zone: str) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    from hub.records.report_rows import heading, said

    click.echo(heading(found, zone))
    table = Table("Measure", "Of", "Value", "Known", "Not known", header_style="bold", box=SIMPLE_HEAD, pad_edge=False)
    for row in rows(found):
        table.add_row(row.measure, row.of, said(row), row.known, row.unknown)
    Console().print(table)
