"""Care visits are on record: when each came and went, what was asked, and all of it read back years later."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from hub.cli import signing
from hub.cli.evidence import evidence
from hub.cli.report import report
from hub.shell.reader import Reader
from hub.shell.store import Store
from tests.support.kept_days import keep
from tests.support.story_lines import FOLDER

SEEN = FOLDER / "visit_by_tag.story"
LATE = FOLDER / "visit_late_then_came.story"
EVER = (datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))
PERIOD = ("--from", "2026-11-02", "--to", "2026-11-03")


def kept(story: Path, folder: Path) -> Path:
    """The settings of a home in whose store the story is."""
    keep(story, folder / "data")
    signing.key_of(folder / "data")
    tables = (FOLDER / "settings" / "visits.toml").read_text()
    (folder / "hub.toml").write_text(tables.replace('id = "hub-0042"', f'id = "hub-0042"\ndata = "{folder}/data"'))
    return folder / "hub.toml"


def test_its_beginning_and_its_end_are_a_span(tmp_path: Path) -> None:
    kept(SEEN, tmp_path)
    store = Reader(tmp_path / "data")
    name = "visit:morning"
    assert name in store.subjects()
    spans = [span for span in store.spans(name, *EVER) if span.status == "on"]
    store.close()
    assert [(f"{s.began:%H:%M}", f"{s.ended:%H:%M}" if s.ended else "", s.because) for s in spans] == [
        ("08:12", "08:43", "Morning care came at 08:12: Carer's tag was near")
    ]


def test_what_is_known_of_it_is_read_back(tmp_path: Path) -> None:
    day = keep(LATE, tmp_path / "data")
    store = Store.open(tmp_path / "data")
    facts = store.recover().facts
    store.close()
    assert facts.visits == day.state.facts.visits and facts.visits["morning"].sure
    assert facts.callers == {}


@pytest.mark.parametrize(("story", "seen", "asked", "came"), [(SEEN, 1, 0, 0), (LATE, 1, 1, 1)])
def test_the_report_counts_them(story: Path, seen: int, asked: int, came: int, tmp_path: Path) -> None:
    config = kept(story, tmp_path)
    made = CliRunner().invoke(report, [*PERIOD, "--config", str(config), "--json"])
    assert made.exit_code == 0, made.output
    morning = json.loads(made.stdout)["visits"][0]
    assert (morning["visit"], morning["seen"], morning["asked"], morning["came"]) == ("Morning care", seen, asked, came)
    page = tmp_path / "report.html"
    assert CliRunner().invoke(report, [*PERIOD, "--config", str(config), "--html", str(page)]).exit_code == 0
    assert "Care visits" in page.read_text() and "Morning care" in page.read_text()


def test_evidence_says_when_it_came_and_went(tmp_path: Path) -> None:
    config = kept(SEEN, tmp_path)
    out = tmp_path / "out"
    done = CliRunner().invoke(evidence, [*PERIOD, "--config", str(config), "--out", str(out)])
    assert done.exit_code == 0, (done.output, done.exception)
    page = (out / "evidence.html").read_text()
    assert "Care visits that were seen" in page
    assert "Morning care" in page and "08:12:00 to 08:43:00" in page
    lines = [json.loads(line) for line in (out / "evidence.jsonl").read_text().splitlines()]
    spans = [(line["status"], line["name"]) for line in lines if line.get("id") == "visit:morning"]
    assert spans == [("on", "Morning care"), ("off", "Morning care")]
