"""Files that must be read, and what comes of them."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as tuned
from hypothesis import strategies as st

from hub.model.errors import SettingsError
from hub.model.household import Appliances, Environment, Night, Secret, Settings, Wandering
from hub.settings import load, parse, resolve, shipped
from hub.settings.doubts import doubts, ways_out
from hub.settings.durations import duration, written
from hub.settings.reading import detection, toml

GOOD = Path(__file__).parent / "good"
CONFIG = Path(__file__).parents[2] / "config"


@pytest.mark.parametrize("path", sorted(GOOD.glob("*.toml")), ids=lambda path: path.stem)
def test_a_good_file_is_read(path: Path) -> None:
    assert load(path).ladder


def test_the_example_is_read() -> None:
    settings = load(CONFIG / "hub.example.toml")
    assert settings.hub.id == "hub-0042"
    assert [(rung.tell, rung.wait, rung.repeat) for rung in settings.ladder] == [
        (("centre", "anna"), timedelta(minutes=2), 1),
        (("ben",), timedelta(minutes=3), 3),
    ]
    assert settings.notices is not None
    assert settings.notices.tell == ("anna",)
    assert settings.consent is not None
    assert settings.consent["falls"].review == date(2027, 5, 2)
    assert settings.sms.token == Secret(credential="twilio-token")
    assert not settings.agreed("routine")


def test_what_the_example_shows_as_a_comment_is_read_too() -> None:
    text = (CONFIG / "hub.example.toml").read_text()
    parts = [
        re.sub(r"^# (?=\[\[|\w+ = )", "", part, flags=re.MULTILINE)
        if re.search(r"# \[\[(ladders|rota)]]", part)
        else part
        for part in text.split("\n\n")
    ]
    settings = parse("\n\n".join(parts), "hub.toml")
    assert [(ladder.name, len(ladder.rungs)) for ladder in settings.ladders] == [("night", 2)]
    assert [(each.contact, each.since, each.asked) for each in settings.rota] == [("anna", "2026-12-24", False)]


def test_the_demo_is_read() -> None:
    settings = load(CONFIG / "demo.toml")
    assert settings.hub.data == "var/demo"
    assert (settings.sms.provider, settings.mqtt, settings.centre) == ("console", None, None)
    assert settings.consent is not None
    assert all(given.agreed for given in settings.consent.values())


def test_the_smallest_home_has_the_defaults() -> None:
    settings = load(GOOD / "smallest.toml")
    assert settings.hub.timezone == "Europe/London"
    assert settings.ladder[0].wait == timedelta(minutes=2)
    assert settings.timers.cancel == timedelta(seconds=20)
    assert settings.detectors == detection()
    assert settings == parse((GOOD / "smallest.toml").read_text(), "again.toml")


def test_a_home_changes_one_detector_number_and_keeps_the_rest() -> None:
    settings, numbers = load(GOOD / "one_detector_number.toml"), detection()
    assert settings.detectors.inactivity.limit == timedelta(hours=3)
    assert settings.detectors.inactivity.night == numbers.inactivity.night
    assert settings.detectors.liveness == numbers.liveness


def test_an_installed_hub_finds_the_shipped_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hub.settings.files.CHECKOUT", tmp_path)
    monkeypatch.setattr("sys.prefix", str(tmp_path))
    assert shipped("detectors.toml") == tmp_path / "share" / "carehub" / "detectors.toml"


def test_the_shipped_numbers_say_why() -> None:
    tables = toml(shipped("detectors.toml").read_text(), "detectors.toml")
    for name, part in tables.items():
        for key, entry in part.items():
            assert set(entry) == {"value", "unit", "reason", "source"}, f"{name}.{key}"
            assert all(str(words).strip() for words in entry.values()), f"{name}.{key}"


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("90s", timedelta(seconds=90)),
        ("2m", timedelta(minutes=2)),
        ("1h30m", timedelta(minutes=90)),
        ("25h", timedelta(hours=25)),
        ("28d", timedelta(days=28)),
        ("1d2h3m4s", timedelta(days=1, hours=2, minutes=3, seconds=4)),
        ("0s", timedelta(0)),
        *[(bad, None) for bad in ("", "2", "m", "-2m", "2M", "1.5h", "2m1h", "2 m", "٢m", "1h1h", "9999999d")],
    ],
)
def test_a_length_of_time(text: str, length: timedelta | None) -> None:
    assert duration(text) == length


@tuned(deadline=None)
@given(st.integers(0, 10**9))
def test_a_length_of_time_is_read_as_it_was_written(seconds: int) -> None:
    assert duration(written(timedelta(seconds=seconds))) == timedelta(seconds=seconds)


def test_a_secret_from_a_file_loses_one_newline(tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.write_text(" s3cret \n\n")
    assert resolve(Secret(file=str(path))) == " s3cret \n"


def test_a_secret_from_systemd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "token").write_text("s3cret\n")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert resolve(Secret(credential="token")) == "s3cret"


def test_a_secret_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAREHUB_TOKEN", "s3cret")
    assert resolve(Secret(env="CAREHUB_TOKEN")) == "s3cret"


@pytest.mark.parametrize(
    ("secret", "says"),
    [
        (Secret(credential="token"), r'credential "token": found no secret \(No such file'),
        (Secret(file="/nowhere/token"), r"/nowhere/token: found no secret \(No such file"),
        (Secret(file="/"), r"/: found no secret \(Is a directory\)"),
        (Secret(env="CAREHUB_NOBODY"), 'env "CAREHUB_NOBODY": found no such variable'),
        (Secret(env="CAREHUB_EMPTY"), 'env "CAREHUB_EMPTY": found nothing in it'),
    ],
)
def test_a_secret_that_is_not_there(secret: Secret, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    monkeypatch.setenv("CAREHUB_EMPTY", "")
    with pytest.raises(SettingsError, match=says):
        resolve(secret)


def test_what_was_read_is_a_value() -> None:
    assert isinstance(load(GOOD / "smallest.toml"), Settings)


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    """Some editors put one at the beginning, where nobody can see it."""
    whole = tmp_path / "hub.toml"
    whole.write_bytes(b"\xef\xbb\xbf" + (Path(__file__).parent / "good" / "smallest.toml").read_bytes())
    assert load(whole) == load(Path(__file__).parent / "good" / "smallest.toml")


def test_the_shipped_numbers_are_those_of_a_journal_that_has_none():
    """An old store has no such tables: it decodes to the defaults, which must not differ from what new homes get."""
    numbers = detection()
    assert (numbers.night, numbers.environment, numbers.appliances) == (Night(), Environment(), Appliances())
    wandering = Wandering(hours=numbers.wandering.hours, back_within=numbers.wandering.back_within)
    assert numbers.wandering == wandering


def test_a_home_that_is_being_installed_may_have_nobody_to_ask_and_check_says_so() -> None:
    settings = load(CONFIG / "new-home.toml")
    assert (settings.home.service, settings.contacts, settings.ladder) == ("being installed", (), ())
    assert any("an alarm reaches nobody" in doubt.says for doubt in doubts(settings))
    assert ways_out(settings) == ()
