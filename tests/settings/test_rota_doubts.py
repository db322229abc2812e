"""What `check` says of the hours at which nobody is asked, and of rotas that are over or do nothing."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from hub.settings import load, parse
from hub.settings.rota_doubts import rota_doubts

CONFIG = Path(__file__).parents[2] / "config"
NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
"""A Monday."""
HOME = """
[hub]
id = "hub-0042"
[[residents]]
id = "mary"
name = "Mary S"
[[contacts]]
id = "anna"
name = "Anna"
phone = "+447700900111"
hours = "{anna}"
[[contacts]]
id = "ben"
name = "Ben"
phone = "+447700900222"
hours = "{ben}"
[[ladder]]
tell = ["anna"]
[[ladder]]
tell = ["ben"]
"""
ALWAYS = "daily 00:00-24:00"


def said(anna: str = ALWAYS, ben: str = ALWAYS, more: str = "") -> list[str]:
    return [doubt.says for doubt in rota_doubts(parse(HOME.format(anna=anna, ben=ben) + more, "hub.toml"), NOW)]


def rota(contact: str, since: str, until: str, asked: str) -> str:
    return f'[[rota]]\ncontact = "{contact}"\nfrom = "{since}"\nuntil = "{until}"\nasked = {asked}\n'


@pytest.mark.parametrize("name", ["hub.example.toml", "demo.toml"])
def test_the_shipped_files_raise_none(name: str) -> None:
    assert [d.says for d in rota_doubts(load(CONFIG / name), NOW) if "Only one person" not in d.says] == []


def test_a_home_in_which_two_may_always_be_asked_raises_none() -> None:
    assert said() == []


def test_the_hours_at_which_nobody_is_asked_are_named() -> None:
    assert said("mon-fri 00:00-24:00; sun 00:00-24:00", "tue 18:00-20:00")[0] == (
        "Nobody is asked on Sat 00:00-24:00: an alarm for life asks everybody in spite of their hours; an urgent alarm "
        "waits up to 24 h for the next."
    )


def test_a_holiday_that_leaves_nobody_is_named_by_its_date() -> None:
    away = rota("anna", "2026-11-05", "2026-11-05", "false") + rota(
        "ben", "2026-11-05 18:00", "2026-11-05 20:00", "false"
    )
    nobody, one = said(more=away)
    assert nobody.startswith("Nobody is asked on Thu 5 Nov 18:00-20:00: ")
    assert one == "Only one person is asked (Ben) on Thu 5 Nov 00:00-18:00; Thu 5 Nov 20:00-24:00."


def test_the_hours_at_which_nobody_is_asked_who_could_go_there_are_named() -> None:
    far = HOME.replace('name = "Anna"', 'name = "Anna"\ncan_attend = false').format(
        anna=ALWAYS, ben="daily 09:00-17:00"
    )
    says = [doubt.says for doubt in rota_doubts(parse(far, "hub.toml"), NOW)]
    assert says[0] == "Nobody who could go there is asked daily 17:00-09:00."


def test_many_times_are_cut_short() -> None:
    away = (
        "".join(rota("anna", f"2026-11-{d} {d}:00", f"2026-11-{d} {d}:30", "false") for d in range(10, 16))
        + rota("anna", "2026-11-03", "2026-11-04", "false")
        + rota("anna", "2026-11-06", "2026-11-06", "false")
    )
    (one,) = said(more=away)
    assert "Fri 13 Nov 13:00-13:30; 2 more times (carehub rota shows them)." in one


def test_each_ladder_is_looked_at_within_its_own_hours() -> None:
    night = (
        '[[ladders]]\nname = "night"\nclasses = ["urgent"]\nhours = "daily 22:00-07:00"\nrungs = [{ tell = ["ben"] }]\n'
    )
    found = said(ben="daily 23:00-06:00; sat,sun 08:00-20:00", more=night)
    assert found[0] == (
        'Nobody on the ladder "night" is asked daily 06:00-07:00; daily 22:00-23:00: an urgent alarm waits up to '
        "60 min for the next."
    )
    assert found[1].startswith("Only one person on the ladder is asked (Anna) ")


def test_a_ladder_for_life_alone_does_not_wait() -> None:
    night = '[[ladders]]\nname = "n"\nclasses = ["life"]\nhours = "daily 22:00-07:00"\nrungs = [{ tell = ["ben"] }]\n'
    assert said(ben="daily 23:00-08:00", more=night)[0] == (
        'Nobody on the ladder "n" is asked daily 22:00-23:00: an alarm for life asks everybody in spite of their hours.'
    )


def test_hours_of_the_centre_alone_are_named() -> None:
    centre = '[centre]\nurl = "mqtts://centre.example"\n[[ladder]]\ntell = ["centre"]\n'
    assert said("daily 08:00-18:00", "daily 08:00-18:00", centre) == ["Only the centre is asked daily 18:00-08:00."]


def test_what_is_over_and_what_does_nothing_is_said() -> None:
    over = rota("anna", "2026-10-01", "2026-10-05", "false") + rota("ben", "2026-10-01", "2026-11-02 12:00", "false")
    assert said(more=over) == ["rota[0] (anna, until 2026-10-05), rota[1] (ben, until 2026-11-02 12:00) are over."]
    nothing = rota("anna", "2026-11-05", "2026-11-05", "true")
    assert said(more=nothing) == [
        "rota[0] changes nothing: anna may be asked then anyway, or a later entry says otherwise."
    ]
    hidden = rota("anna", "2026-11-05 10:00", "2026-11-05 12:00", "true") + rota(
        "anna", "2026-11-05", "2026-11-05", "false"
    )
    assert any(says.startswith("rota[0] changes nothing") for says in said(more=hidden))


def test_an_entry_that_changes_only_a_part_of_its_time_is_not_called_idle() -> None:
    cover = rota("ben", "2026-11-02 06:00", "2026-11-03 12:00", "true")
    assert not [says for says in said(ben="daily 08:00-24:00", more=cover) if "changes nothing" in says]
