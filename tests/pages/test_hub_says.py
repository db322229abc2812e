"""Every line that the hub writes down in a story is known to the pages, and said in its reader's language."""

import re
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from msgspec import structs

from hub.check import checks
from hub.model.effects import Closed, Recorded
from hub.model.incidents import Outcome, Purpose
from hub.pages.hub_says.places import OUTCOMES, PURPOSES
from hub.pages.hub_says.reader import DONE, SAID, reader
from hub.settings import load
from hub.settings.doubts import doubts
from tests.core.samples import home
from tests.support.stories import Day
from tests.support.story_lines import read

STORIES = sorted((Path(__file__).resolve().parents[1] / "stories").glob("*.story"))
ALOUD = "announced: "
"""Of these the reason is what was said aloud in the home: a quotation, in the resident's language."""


@cache
def kept() -> tuple[dict[str, str], dict[str, str]]:
    """What was done about incidents, and why, in all the stories: each with the story in which it is."""
    done: dict[str, str] = {}
    said: dict[str, str] = {}
    for path in STORIES:
        day = Day(read(path)).play()
        for _, state, effects in day.steps:
            for effect in effects:
                if isinstance(effect, Recorded) and effect.incident is not None:
                    done.setdefault(effect.what, path.stem)
                    if not effect.what.startswith(ALOUD):
                        said.setdefault(effect.because, path.stem)
            closed = [each.incident for each in effects if isinstance(each, Closed)]
            for incident in (*state.facts.open.values(), *closed):
                said.setdefault(incident.because, path.stem)
                said.update({e.says: path.stem for e in incident.evidence if e.says not in said})
    return done, {sentence: story for sentence, story in said.items() if sentence}


def test_all_that_was_done_is_known() -> None:
    done, _ = kept()
    assert len(done) > 150
    assert {line: story for line, story in done.items() if not DONE.recognised(line)[0]} == {}


def test_every_reason_is_known() -> None:
    _, said = kept()
    assert len(said) > 300
    assert {line: story for line, story in said.items() if not SAID.recognised(line)[0]} == {}


TOLD = [
    ("closed: false alarm, pressed by mistake", "caewyd: larwm ffug, gwasgwyd trwy gamgymeriad"),
    ("text to Anna: alarm", "neges destun at Anna, i ofyn a ydynt yn mynd"),
    ("text to the centre: alarm", "neges destun at y ganolfan, i ofyn a ydynt yn mynd"),
    ("round 2, rung 1: Ben and Anna", "rownd 2, cam 1: Ben ac Anna"),
    ("round 2, rung 1: Ben, Cleo and Dai", "rownd 2, cam 1: Ben, Cleo a Dai"),
    ("Possible fall (fall): pending", "Cwymp posibl: yn aros, a gellir ei ganslo o hyd"),
    ("a line that nobody knows {0}", "a line that nobody knows {0}"),
]


@pytest.mark.parametrize(("line", "welsh"), TOLD)
def test_what_was_done_in_welsh(line: str, welsh: str) -> None:
    assert reader(home(), "cy").did(line) == welsh


SENTENCES = [
    ("Anna: false alarm, pressed by mistake", "Anna: larwm ffug, gwasgwyd trwy gamgymeriad"),
    ("the first that is meant for it: urgent; daily 22:00-07:00",
     "y cyntaf sydd ar ei gyfer: yr hyn sydd ar frys; bob dydd 22:00-07:00"),
    ("Ben cannot be reached: the phone is off", "ni ellir cyrraedd Ben: mae'r ffôn wedi'i ddiffodd"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "welsh"), SENTENCES)
def test_why_in_welsh(line: str, welsh: str) -> None:
    assert reader(home(), "cy").tell(line) == welsh


def test_what_a_loss_costs_is_said_part_by_part() -> None:
    says = "Nobody is seen in the hall; going out is still seen by Front door and Garden."
    assert reader(home(), "cy").costs(says) == "Ni welir neb: Hall; gwelir mynd allan o hyd gan Front door a Garden."
    assert reader(home(), "en-GB").costs(says) == says


HOSTILE = ("{", "{name}", "Ben {0}", "%s", "text to {party}: {purpose}", "Anna: helped: x")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_with_marks_of_its_own_breaks_nothing(name: str) -> None:
    for tag in ("cy", "en-GB"):
        to = reader(home(), tag)
        assert name in to.did(f"text to {name}: alarm")
        assert name in to.tell(f"{name} has it, and asked")


def test_every_outcome_and_purpose_has_words() -> None:
    assert set(OUTCOMES) == set(get_args(Outcome))
    assert set(PURPOSES) == set(get_args(Purpose))


CONFIGS = sorted(path for path in (STORIES[0].parents[2] / "config").glob("*.toml") if path.stem != "detectors")


@pytest.mark.parametrize("file", CONFIGS, ids=lambda path: path.stem)
def test_what_a_check_says_is_known(file: Path, tmp_path: Path) -> None:
    """Of every home that is shown as an example: what was found, what to do, and what is doubtful in the settings."""
    text = re.sub(r'^data = ".*"$', f'data = "{tmp_path}"', file.read_text(), flags=re.MULTILINE)
    (tmp_path / "hub.toml").write_text(text)
    settings = load(tmp_path / "hub.toml")
    lines = list(checks(structs.replace(settings, mqtt=None, centre=None), vouches=lambda: "NTP"))
    said = {part for line in lines for part in (line.what, line.says, line.do) if part}
    said |= {part for each in doubts(settings) for part in (each.about, each.says, each.do)}
    assert len(said) > 10
    left = {each for each in said if not SAID.recognised(each)[0]}
    assert left - NAMES == set()


NAMES = {"Twilio", "GOV.UK Notify"}
"""Lines that are called by a provider's own name."""
