"""What is worn: whether it can tell falls is said honestly, and margins mean what they say."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from hub.pages.visit.devices import answer, worn
from hub.pages.visit.devices.blind import spots
from hub.pages.visit.devices.margins import BLUETOOTH, ZIGBEE, margin
from hub.pages.visit.step import About
from hub.settings.reading import parse

NOW = datetime(2026, 11, 28, 10, 0, tzinfo=UTC)
DEMO = (Path(__file__).resolve().parents[2] / "config" / "demo.toml").read_text()
STRAP = """
[[devices]]
id = "C3:00:00:12:34:56"
name = "Mary's sensor"
use = "fall device"
worn_by = "mary"
{placement}
[devices.bluetooth]
connect = "polar"
"""


def about(rate: float | None, most: float | None = 8.0, placement: str = 'placement = "waist"', **more: Any) -> About:
    """A home with a worn device that sends so."""
    row: dict[str, Any] = {"id": "C3:00:00:12:34:56", "name": "Mary's sensor", "use": "fall device", "walk": "test"}
    if rate is not None:
        row["stream"] = {"rate": rate, "most": most, "enough": rate >= 25 and (most is None or most > 2), "because": ""}
    settings = parse(DEMO + STRAP.format(placement=placement), "hub.toml")
    return About(
        settings=settings, now=NOW, of_hub={"devices": {"ok": True, "devices": [row]}}, **{"notes": {}, **more}
    )


def rooms(*names: str) -> dict[str, Any]:
    """Notes of tests that were heard in these rooms."""
    heard = {name: {"at": "2026-11-28T09:00:00+00:00", "heard": True, "of": "waist"} for name in names}
    return {"rooms": {"C3:00:00:12:34:56": heard}}


ALL = ("hall", "kitchen", "lounge", "bedroom", "bathroom")


@pytest.mark.parametrize(
    ("rate", "most", "says"),
    [(12, 8.0, "slower than {needed} Hz"), (24.4, 8.0, "slower than"), (50, 2.0, "at the most"),
     (50, 1.9, "at the most")],
)  # fmt: skip
def test_what_cannot_tell_falls_is_never_done_and_says_why(rate: float, most: float, says: str) -> None:
    found = worn.standing(about(rate, most, notes=rooms(*ALL)))
    why = found.says.values["why"]
    assert found.state == "to do" and not isinstance(why, str)
    assert why.text.startswith("Cannot detect falls: ") and says in why.text
    assert found.weaker and not all(proof.proven for proof in found.proofs)


def test_what_is_enough_is_done_once_it_was_heard_in_every_room() -> None:
    assert worn.standing(about(52, 8.0, notes=rooms(*ALL))).state == "done"
    found = worn.standing(about(52, 8.0, notes=rooms("hall", "kitchen")))
    assert found.state == "to do" and found.says.values["rooms"] == "Lounge, Bedroom, Bathroom"
    assert [each.says.values["room"] for each in found.proofs if not each.proven] == ["Lounge", "Bedroom", "Bathroom"]
    assert worn.standing(about(None, notes=rooms(*ALL))).state == "to do", "nothing has come from it yet"


def test_what_was_not_agreed_is_not_watched_for() -> None:
    whole = about(52, notes=rooms(*ALL))
    text = (DEMO + STRAP.format(placement='placement = "waist"')).replace(
        "falls = { agreed = true", "falls = { agreed = false"
    )
    found = worn.standing(About(settings=parse(text, "hub.toml"), now=NOW, of_hub=whole.of_hub, notes=whole.notes))
    assert found.state == "to do" and "it was not agreed" in str(found.says.values["why"])


def test_the_worst_counts_and_what_is_to_spare_is_above_the_least() -> None:
    assert margin((), ZIGBEE) is None
    found = margin((200, 20, 90, 90, 90, 90, 61), ZIGBEE)
    assert found is not None and (found.worst, found.spare, found.word, found.settled) == (61, 31, "enough", True)
    assert [margin((value,), ZIGBEE).word for value in (60, 59, 30, 29)] == [  # type: ignore[union-attr]
        "enough", "weak", "weak", "too weak",
    ]  # fmt: skip
    assert [margin((value,), BLUETOOTH).word for value in (-80, -81, -90, -91)] == [  # type: ignore[union-attr]
        "enough", "weak", "weak", "too weak",
    ]  # fmt: skip


def test_a_room_is_blind_without_a_sensor_and_nearly_so_with_a_weak_one() -> None:
    settings = parse(DEMO, "hub.toml")
    found = spots(settings, {}, {})
    assert {each.name: each.state for each in found}["Kitchen"] == "not heard"
    assert all(each.state == "not heard" for each in found)


def test_nobody_hears_an_answer_before_a_press() -> None:
    home = About(settings=parse(DEMO, "hub.toml"), now=NOW, of_hub={}, notes={"answer": "yes"})
    assert answer.standing(home).state == "to do"
    assert answer.answer({"answer": "perhaps"}) is None
