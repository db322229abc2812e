"""A home that is being installed may lack people: what is raised then asks nobody, is kept, and climbs later."""

from hub.core.home import Home
from hub.core.ladder_next import next_words
from hub.model.events import Answered, Reported, Said, SettingsChanged
from hub.model.household import Home as Household
from tests.core.samples import LADDER, settings
from tests.core.test_ladder import MINUTES, PRESS, Night

NOBODY = {"contacts": (), "ladder": (), "notices": None, "home": Household(service="being installed")}


def test_an_alarm_before_there_is_a_ladder_asks_nobody_and_stays_open() -> None:
    night = Night(**NOBODY)
    assert night.until(600) == []
    (incident,) = night.state.facts.open.values()
    assert (incident.state, incident.told) == ("raised", ())
    assert next_words(incident, Home(night.settings)) is None


def test_it_climbs_the_ladder_from_the_top_as_soon_as_there_is_one() -> None:
    night = Night(**NOBODY)
    night.until(5)
    whole = settings(home=Household(service="being installed"))
    night(SettingsChanged(at=PRESS + 5 * MINUTES, settings=whole))
    told = [(minute, to) for minute, to, purpose in night.until(8) if purpose == "alarm"]
    assert told[:2] == [(5, LADDER[0].tell[0]), (5 + LADDER[0].wait // MINUTES, LADDER[1].tell[0])]


def test_whoever_took_it_without_being_asked_and_falls_silent_stops_nothing() -> None:
    night = Night(**NOBODY)
    (incident,) = night.state.facts.open.values()
    night(Answered(at=PRESS + MINUTES, via="socket", id="a", by="Dee", does="acknowledge", incident=incident.id))
    night.until(2)
    night(Reported(at=PRESS + 2 * MINUTES, source="zigbee2mqtt", name="pendant", said=(Said("help", "sos"),)))
    assert night.until(120) == []
    (held,) = night.state.facts.open.values()
    assert (held.id, held.state) == (incident.id, "raised")
