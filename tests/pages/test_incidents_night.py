"""Three in the morning, told twice: by pages alone, and without any page. The hub does the same for both."""

from hub.pages.roles import Role
from hub.pages.site import Site
from tests.pages.alarms import ANNA, BEN, CODE, Reader, hub, pressed, readers, words
from tests.pages.conftest import PASSWORD, Browser
from tests.support.beside import Beside, until

__all__ = ["hub", "readers"]


def test_by_pages_alone(hub: Beside, readers: dict[Role, Browser], site: Site) -> None:
    assert site.accounts.add("Ben Brother", "carer", PASSWORD, site.now(), contact="ben") == ""
    his = Browser(site)
    his.signs_in("Ben Brother")
    hub.moves("bedroom")
    hub.passes(minutes=9)
    id_ = pressed(hub)
    anna, ben, mary = Reader(readers["carer"], id_), Reader(his, id_), Reader(readers["resident"], id_)
    assert "Help button pressed" in anna.text and "Bedroom: last movement: 03:00" in words(anna.text)
    assert "Nobody has answered yet." in words(mary.text)

    anna.sends(does="cannot")
    assert "asked next at" in words(ben.look()) and "Anna: cannot go" in words(ben.text)
    ben.sends(does="go", minutes="25")
    assert "Ben is on the way." in words(mary.look())
    hub.passes(minutes=20)
    mary.sends("all-is-well")
    assert "Mary S says that all is well" in words(ben.look())
    assert CODE in ben.sends("way-in").text
    ben.look()
    ben.sends(does="with_resident")
    assert "Ben is there." in words(mary.look())
    ben.look()
    ben.sends(does="ambulance")
    ben.look()
    ben.sends(does="close", outcome="taken to hospital")

    assert hub.open_now == {}
    end = words(anna.look())
    assert "Taken to hospital (Ben)." in end and "Ben was told how to get in" in end
    assert "999 called" in end and CODE not in end
    until(lambda: any(text.number == ANNA and "hospital" in text.body for text in hub.phone.texts))


def test_without_any_page_and_the_pages_tell_it_afterwards(hub: Beside, readers: dict[Role, Browser]) -> None:
    id_ = pressed(hub)
    hub.texts(ANNA, "2")
    until(lambda: any(text.number == BEN for text in hub.phone.texts))
    hub.texts(BEN, "1 25")
    hub.passes(minutes=20)
    hub.texts(BEN, "KEY")
    until(lambda: any(text.number == BEN and text.fill == "way in" for text in hub.phone.texts))
    hub.texts(BEN, "3")
    hub.texts(BEN, "taken to hospital")
    until(lambda: hub.open_now == {})
    told = words(Reader(readers["responder"], id_).text)
    assert "Taken to hospital (Ben)." in told and "Ben was told how to get in" in told
    assert "answered by text" in told and CODE not in told
