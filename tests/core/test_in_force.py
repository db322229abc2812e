"""The mark by which pages see whether the hub works by the settings that they show."""

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from msgspec import structs

from hub.core.in_force import mark
from hub.model.household import Settings
from hub.settings import load
from hub.settings.reading import parse

CONFIG = Path(__file__).parents[2] / "config"
EXAMPLES = sorted(CONFIG.glob("hub.*.toml"))


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.name)
def test_settings_that_went_through_a_store_have_the_same_mark(file: Path) -> None:
    settings = load(file)
    back = msgspec.json.decode(msgspec.json.encode(settings), type=Settings)
    assert back == settings and mark(back) == mark(settings)


def test_a_default_that_is_written_down_changes_nothing() -> None:
    text = EXAMPLES[0].read_text()
    said = text + '\n[detectors.inactivity]\nfirst_days = "7d"\n'
    assert "[detectors.inactivity]" not in text and mark(parse(said, "hub.toml")) == mark(parse(text, "hub.toml"))


def test_any_change_changes_it() -> None:
    settings = load(EXAMPLES[0])
    first, *others = settings.contacts
    renamed = structs.replace(settings, contacts=(structs.replace(first, phone="+447700900777"), *others))
    waits = structs.replace(settings.ladder[0], wait=timedelta(minutes=9))
    slower = structs.replace(settings, ladder=(waits, *settings.ladder[1:]))
    assert len({mark(settings), mark(renamed), mark(slower)}) == 3


def test_who_is_away_has_the_same_settings() -> None:
    settings = load(EXAMPLES[0])
    away = structs.replace(settings, home=structs.replace(settings.home, service="suspended"))
    ended = structs.replace(settings, home=structs.replace(settings.home, service="ended"))
    assert mark(away) == mark(structs.replace(settings, home=structs.replace(settings.home, service="in service")))
    assert mark(ended) != mark(away)
