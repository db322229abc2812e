"""`carehub evidence`: what is known of a period, signed, for whoever asks a year later."""

import re
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TextIO

import click
import msgspec

from hub.cli import signing
from hub.cli.evidence_source import Source, Subject
from hub.cli.group import config_option, settings_path
from hub.cli.kept import clock, from_option, kept, moment, period, to_option
from hub.cli.working import working
from hub.model.errors import CarehubError
from hub.model.household import Settings
from hub.records import evidence_page, paper
from hub.records.answer import answers
from hub.records.evidence_lines import Line, of_incident, redacted
from hub.records.redaction import Redaction
from hub.settings import load
from hub.shell.fingerprint import PUBLIC, fingerprint

ABOUT = timedelta(hours=1)
"""What "at about four" reaches to, on either side."""
PAGE, LINES = "evidence.html", "evidence.jsonl"


@click.command(short_help="What is known of a period, hour by hour and word by word, signed.")
@from_option
@to_option
@click.option("--about", metavar="TIME", help='"She pressed it at about four": the hour before and the hour after.')
@click.option("--device", help="A device's name or id: only its hours. Default: all.")
@click.option("--for", "for_", type=click.Choice(["service", "resident"]), default="service",
              help="For the resident: without the telephone numbers of others.")  # fmt: skip
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="The folder to write. Default: a new one here."
)
@click.option("--verify", type=click.Path(path_type=Path, exists=True), help="Check a folder that was written before.")
@config_option
def evidence(
    frm: str | None, to: str | None, about: str | None, device: str | None, for_: str, out: Path | None,
    verify: Path | None, config: Path | None,
) -> None:  # fmt: skip
    """Write what is known of a period: which device was heard in which hour and which could not have been, which ways
    out were up, and every message. A page to read and the same as JSON lines, signed with this hub's key.
    """
    if verify is not None:
        sys.exit(_verified(verify if verify.is_dir() else verify.parent))
    settings = load(settings_path(config))
    begin, end = _period(frm, to, about, settings.hub.timezone)
    folder = Path(settings.hub.data)
    with kept(folder) as store:
        key = signing.key_of(folder)
        source = Source(store, settings, begin, end)
        subjects = _chosen(source, device)
        place = _made(out or Path(_name(settings, begin, end, for_)))
        facts = _facts(settings, begin, end, source, fingerprint(folder / PUBLIC) or "", for_)
        _Writer(place, source, subjects, _redaction(settings, for_)).write(facts)
    signing.sign(place, key)
    click.echo(f"{place / PAGE} and {place / LINES} are written and signed.")


def _period(frm: str | None, to: str | None, about: str | None, zone: str) -> tuple[datetime, datetime]:
    if about is None:
        return period(frm, to, zone)
    if frm is not None or to is not None:
        raise click.BadParameter("say --about, or --from and --to.")
    at = moment(about, zone)
    return at - ABOUT, at + ABOUT


def _chosen(source: Source, device: str | None) -> list[Subject]:
    found = source.subjects()
    if device is None:
        return found
    chosen = [one for one in found if device.lower() in (one.name.lower(), one.id.lower())]
    if not chosen:
        raise CarehubError(f'no device "{device}" is known. There are: {", ".join(one.name for one in found)}.')
    return chosen


def _name(settings: Settings, begin: datetime, end: datetime, for_: str) -> str:
    hub = re.sub(r"[^A-Za-z0-9_-]", "_", settings.hub.id)
    return f"evidence-{hub}-{begin:%Y%m%dT%H%MZ}-{end:%Y%m%dT%H%MZ}-{for_}"


def _made(place: Path) -> Path:
    """A folder of its own, which others may not read: it says how somebody lives."""
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise CarehubError(f"{place} cannot be made ({error.strerror}): name another folder with --out.") from error
    if any(place.iterdir()):
        raise CarehubError(f"{place} is not empty: name another folder with --out, or move it away.")
    return place


def _redaction(settings: Settings, for_: str) -> Redaction | None:
    return Redaction(resident.phone for resident in settings.residents) if for_ == "resident" else None


def _facts(
    settings: Settings, begin: datetime, end: datetime, source: Source, key: str, for_: str
) -> dict[str, str]:  # fmt: skip
    zone = settings.hub.timezone
    until = "" if source.known == end else f" The hub's record ends on {clock(source.known, zone)}."
    return {
        "hub": settings.hub.id,
        "period": f"{clock(begin, zone)} to {clock(end, zone)} ({zone}).{until}",
        "for": evidence_page.FOR[for_],
        "key": key,
    }


class _Writer:
    """Writes the page and the lines side by side. Each line goes through the redaction once, and then into both."""

    def __init__(self, place: Path, source: Source, subjects: list[Subject], redaction: Redaction | None) -> None:
        self._place, self._source, self._subjects, self._redaction = place, source, subjects, redaction
        self._zone = source.home.timezone

    def write(self, facts: dict[str, str]) -> None:
        """Both files, from beginning to end."""
        with _new(self._place / PAGE) as page, _new(self._place / LINES) as lines:
            self._lines = lines
            self._line({"what": "evidence", **facts})
            for part in self._page(facts):
                page.write(part)

    def _line(self, line: Line) -> Line:
        clean: Line = redacted(line, self._redaction)
        self._lines.write(msgspec.json.encode(clean).decode() + "\n")
        return clean

    def _said(self, words: str) -> str:
        said: str = redacted(words, self._redaction)
        return said

    def _page(self, facts: dict[str, str]) -> Iterator[str]:
        shown = (self._said(f"{facts['period']}"), facts["for"], f"Signed with the key {facts['key']}.")
        yield from evidence_page.begins(f"Evidence: {facts['hub']}", shown, self._answers())
        yield from self._ways()
        yield from self._visits()
        yield from evidence_page.marks()
        for subject in self._subjects:
            yield from self._device(subject)
        yield from self._people()
        yield evidence_page.ends(CHECKS)

    def _answers(self) -> Iterator[list[str]]:
        """Of the device that was asked for, or of each that saves life."""
        chosen = self._subjects if len(self._subjects) == 1 else [one for one in self._subjects if one.saves_life]
        cases = [self._source.case(subject) for subject in working(chosen, "Devices")]
        for sentences in answers(cases, self._source.begins, self._source.ends, self._zone):
            said = [self._said(sentence) for sentence in sentences]
            self._line({"what": "answer", "says": said})
            yield said

    def _ways(self) -> Iterator[str]:
        for line in self._source.spans():
            self._line(line)
        yield evidence_page.part("The hub, its clock and its links: when they did not work", evidence_page.WAYS)
        none = True
        for name in self._source.ways():
            for gap in self._source.gaps(name):
                none = False
                clean = type(gap)(gap.begins, gap.ends, self._said(gap.because))
                yield evidence_page.gap(self._source.name(name), clean, self._zone)
        if none:
            yield paper.row(("Nothing was down in this time.", "", ""), evidence_page.WAYS)
        yield paper.TABLE_ENDS

    def _visits(self) -> Iterator[str]:
        """Care visits as they were seen; their lines are among the spans."""
        found = [(name, gap) for name in self._source.visits() for gap in self._source.stays(name)]
        if found:
            yield evidence_page.part("Care visits that were seen", evidence_page.VISITS)
            for name, gap in sorted(found, key=lambda each: each[1].begins):
                clean = type(gap)(gap.begins, gap.ends, self._said(gap.because))
                yield evidence_page.gap(self._source.name(name), clean, self._zone)
            yield paper.TABLE_ENDS

    def _device(self, subject: Subject) -> Iterator[str]:
        yield evidence_page.device_begins(
            self._said(subject.name), f"{self._said(subject.called)}; {', '.join(subject.ids)}"
        )
        for line in working(self._source.days(subject), subject.name):
            yield evidence_page.day(self._line(line), datetime.fromisoformat(line["begins"]), self._zone)
        yield evidence_page.DEVICE_ENDS

    def _people(self) -> Iterator[str]:
        yield evidence_page.part("Incidents", evidence_page.INCIDENTS)
        for found, frozen in working(self._source.incidents(), "Incidents"):
            yield evidence_page.incident(self._line(of_incident(found, frozen=frozen)), self._zone)
        yield paper.TABLE_ENDS + evidence_page.part("Messages", evidence_page.MESSAGES)
        for line in working(self._source.messages(), "Messages"):
            yield evidence_page.message(self._line(line), self._zone)
        yield paper.TABLE_ENDS + evidence_page.part("Who did what", evidence_page.TRAIL)
        for line in working(self._source.trail(), "The trail"):
            yield evidence_page.trail(self._line(line), self._zone)
        yield paper.TABLE_ENDS


def _new(file: Path) -> TextIO:
    file.touch(mode=0o600, exist_ok=False)
    return file.open("w", encoding="utf-8", newline="\n")


CHECKS = {
    "With carehub": "carehub evidence --verify FOLDER says whether each file is as it was signed, and with which key.",
    "Without it": (
        f"openssl pkeyutl -verify -pubin -inkey {PUBLIC} -rawin -in {signing.MANIFEST} -sigfile {signing.SIGNATURE}; "
        f"sha256sum -c {signing.MANIFEST}"
    ),
    "The key": (
        "Compare its fingerprint with the one that the hub's certificate, or carehub status in the home, says. "
        "A key that nobody compares proves nothing."
    ),
}


def _verified(folder: Path) -> int:
    """Says whether a folder is as it was signed; the exit code."""
    found = signing.problems(folder)
    for problem in found:
        click.echo(f"Not as it was signed: {problem}.", err=True)
    if not found:
        click.echo(f"Every file is as it was signed, with the key {fingerprint(folder / PUBLIC)}.")
    return 1 if found else 0
