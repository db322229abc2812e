"""What the hub makes in English is told in every language: each sentence is recognised by its own template."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hub.core import languages
from hub.core.languages import find
from hub.core.sentences import PLACES, SENTENCES, recognised
from hub.core.speech import Speaker
from hub.model.effects import Closed, Text
from tests.core.samples import home
from tests.core.test_languages import spoken
from tests.support.stories import Day
from tests.support.story_lines import Story, read

STORIES = {path.stem: path for path in sorted((Path(__file__).parents[1] / "stories").glob("*.story"))}
MARK = "§"
"""Stands for a letter that was translated: GSM-7 has it, and no English word does."""
SAMPLES = {"time": "08:32 on 14 Jan", "span": "1 h 30 min", "number": "9.5", "hazard": "carbon monoxide",
           "limit": "limit 4 h at night", "because": "Hall lamp pressed", "trouble": "nothing is heard from Zigbee",
           "reason": "texts can be sent again", "devices": "Hall lamp, Mary S's help button",
           "day": "9 Nov", "also": "less time out",
           "change": "walks about 20 % slower than usual since 9 Nov"}  # fmt: skip
OTHERS_WORDS = (
    "credit: no money left",
    "they opted out",
    "not a number that takes texts",
    "part",
    "Sue",
    "Tom",
    "kitchen thing",
    "pendant 2",
)
"""What others say in the stories, and whom and what the settings do not know: told as it is."""


@pytest.mark.parametrize("template", SENTENCES)
def test_a_sentence_is_recognised_by_its_own_template(template: str) -> None:
    """None is hidden behind a more general one."""
    holes = languages.places_to_fill(template)
    filled = {hole: SAMPLES.get(hole.rstrip("0123456789"), "Hall lamp") for hole in holes}
    assert recognised(template.format(**filled)) == (template, filled)


def test_no_place_is_unknown() -> None:
    names = {hole.rstrip("0123456789") for template in SENTENCES for hole in languages.places_to_fill(template)}
    assert names - PLACES.keys() == {"name", "room"}
    assert PLACES.keys() <= names


@pytest.mark.parametrize(
    ("english", "welsh"),
    [
        ("no movement since 04:30 (limit 4 h)", "dim symudiad ers 04:30 (terfyn 4 awr)"),
        (
            "no movement since 04:30 on 3 Feb (limit 1 h 30 min at night, 31 min of it unseen)",
            "dim symudiad ers 04:30 ar 3 Chwef (terfyn 1 awr 30 munud yn y nos, 31 munud heb ei weld)",
        ),
        ("Mary's pendant pressed at 00:47, heard 06:40", "gwasgwyd Mary's pendant am 00:47, clywyd am 06:40"),
        ("again: Mary's pendant pressed", "eto: gwasgwyd Mary's pendant"),
        ("unknown device 0x1 reports a fall", "dyfais anhysbys 0x1 yn canfod cwymp"),
        ("Mary S's help button has not been heard since 04:12", "ni chlywyd botwm cymorth Mary S ers 04:12"),
        (
            "the centre cannot be reached, since 02:10 (no connection); no other way out is left",
            "ni ellir cyrraedd y ganolfan, ers 02:10 (no connection); nid oes ffordd arall allan",
        ),
        ("Anna is on the way, 20 min", "Anna ar y ffordd, 20 munud"),
        (
            "up at night about 3 times, usually 1, since 9 Nov; also less time out and later up",
            "codi yn y nos: tua 3 gwaith, 1 fel arfer, ers 9 Tach; hefyd llai o amser allan, codi'n hwyrach",
        ),
        ("Ben is going to Spain", "Ben is going to Spain"),
        ("", ""),
    ],
)
def test_a_sentence_is_told_in_welsh(english: str, welsh: str) -> None:
    devices = home(devices=(*home().settings.devices, PENDANT))
    assert Speaker(devices, find("cy")).tell(english) == welsh
    assert Speaker(devices, find("en-GB")).tell(english) == english


PENDANT = home().settings.devices[0].__class__(id="other", name="Other", use="help button", worn_by="mary")  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A language in which every letter of every English text is a mark: what has letters was not translated."""
    folder = tmp_path_factory.mktemp("language")
    texts = {english: _marked(english) for english in spoken()}
    (folder / "qab.py").write_text(f"TEXTS = {texts!r}\n")
    languages.__path__.append(str(folder))
    find.cache_clear()
    yield "qab"
    languages.__path__.remove(str(folder))
    find.cache_clear()


def _marked(text: str) -> str:
    return "".join(
        part if part.startswith("{") else re.sub("[A-Za-z]", MARK, part) for part in re.split(r"(\{\w+\})", text)
    )


def _spoken_to_in(story: Story, tag: str) -> Story:
    tables: dict[str, Any] = {**story.tables}
    for who in ("contacts", "residents"):
        tables[who] = [{**person, "language": tag} for person in tables.get(who, [])]
    return story._replace(tables=tables)


@pytest.mark.parametrize("name", STORIES)
def test_a_day_is_told_in_ones_own_language(name: str, marked: str) -> None:
    """Everything that anybody is texted in any story, but what people, rooms and devices are called."""
    day = Day(_spoken_to_in(read(STORIES[name]), marked)).play()
    for _, state, effects in day.steps:
        for effect in effects:
            if isinstance(effect, Text) and (english := _letters_left(effect.body, day)):
                pytest.fail(f"said in English: {english!r} in {effect.body!r}")
            if isinstance(effect, Closed):
                assert _can_be_told(effect.incident.because), effect.incident.because
        for incident in state.facts.open.values():
            assert _can_be_told(incident.because), incident.because


def _can_be_told(because: str) -> bool:
    return bool(recognised(because)[0])


def _letters_left(body: str, day: Day) -> str:
    settings = day.state.settings
    people = [*settings.residents, *settings.contacts]
    addresses = [resident.address_hint for resident in settings.residents]
    names = (
        [each.name for each in (*people, *settings.rooms, *settings.devices, *settings.visits)]
        + addresses
        + list(OTHERS_WORDS)
    )
    left = body.removeprefix("CareHub")
    for name in sorted(names, key=len, reverse=True):
        left = re.sub(re.escape(name), "", left, flags=re.IGNORECASE)
    left = re.sub(r"\b[A-Z]\d+\b|\b0x\w+|CareHub", "", left)
    found = re.search("[A-Za-z]+", left)
    return found[0] if found else ""
