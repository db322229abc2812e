"""The pages of alarms, over a real hub: what they show to whom, and what a button does."""

from hub.pages.roles import Role
from hub.pages.site import Site
from tests.pages.alarms import CODE, Reader, hub, pressed, readers, words
from tests.pages.conftest import NAMES, Browser
from tests.support.beside import Beside, until

__all__ = ["hub", "readers"]


def test_the_list_says_what_where_since_when_who_and_what_next(hub: Beside, readers: dict[Role, Browser]) -> None:
    assert "Nothing is open." in readers["carer"].get("/incidents").text
    pressed(hub)
    for role in NAMES:
        said = words(readers[role].get("/incidents").text)
        assert "Help button pressed Since 03:00 · K7 Nobody has answered yet." in said
        assert "asked next at 03:02: Ben." in said


def test_a_code_leads_to_its_own_address_and_an_unknown_one_to_nothing(
    hub: Beside, readers: dict[Role, Browser]
) -> None:
    id_ = pressed(hub)
    assert readers["responder"].get("/incidents/k7").headers["location"] == f"/incidents/{id_}"
    assert readers["responder"].get("/incidents/Z9").status_code == 404


def test_going_with_minutes_is_told_to_the_hub_and_said_to_everybody(hub: Beside, readers: dict[Role, Browser]) -> None:
    id_ = pressed(hub)
    anna = Reader(readers["carer"], id_)
    assert "Needs:" not in anna.text
    assert anna.sends(does="go", minutes="20").status_code == 303
    assert (hub.open_now["K7"].state, hub.open_now["K7"].holder.contact) == ("travelling", "anna")
    for role in NAMES:
        assert "Anna is on the way. Said at 03:00: 20 minutes, so there at about 03:20." in words(
            Reader(readers[role], id_).text
        )
    assert "Needs: hard of hearing" in words(anna.look())
    assert "Needs:" not in Reader(readers["responder"], id_).text


def test_the_same_tap_twice_does_nothing_twice(hub: Beside, readers: dict[Role, Browser]) -> None:
    anna = Reader(readers["carer"], pressed(hub))
    assert anna.sends(does="cannot").status_code == 303
    until(lambda: len(hub.phone.texts) == 2)
    before = hub.open_now["K7"]
    assert before.place.rung == 1
    assert anna.sends(does="cannot").status_code == 303, "it is done, and that is what is said"
    assert hub.open_now["K7"].place == before.place and len(hub.phone.texts) == 2


def test_every_state_by_its_button(hub: Beside, readers: dict[Role, Browser]) -> None:
    anna = Reader(readers["carer"], pressed(hub))
    for does, state in (("go", "acknowledged"), ("with_resident", "with_resident")):
        anna.sends(does=does)
        assert hub.open_now["K7"].state == state
        anna.look()
    anna.sends(does="ambulance")
    assert "999 was called at 03:00." in words(anna.look())
    asked = anna.sends(does="hand_over", to="ben")
    assert asked.status_code == 303, words(asked.text)
    assert "Ben is asked to take it over until" in words(anna.look())
    assert anna.sends(does="close", outcome="taken to hospital").status_code == 303
    assert hub.open_now == {}
    assert "Taken to hospital (Anna)." in words(anna.look())
    assert "What you do" not in anna.text and "I am going" not in anna.text


def test_a_false_alarm_says_what_it_was_and_the_record_keeps_it(hub: Beside, readers: dict[Role, Browser]) -> None:
    anna = Reader(readers["carer"], pressed(hub))
    anna.sends(does="close", outcome="false alarm", was="pressed by mistake")
    assert "Anna : closed: false alarm, pressed by mistake" in words(anna.look())
    assert "False alarm (Anna)." in words(readers["resident"].get("/incidents").text)


def test_a_close_is_refused_in_words_if_something_came_since(hub: Beside, readers: dict[Role, Browser]) -> None:
    anna = Reader(readers["carer"], pressed(hub))
    anna.sends(does="with_resident")
    anna.look()
    hub.passes(minutes=2)
    hub.press()
    hub.passes(seconds=1)
    answer = anna.sends(does="close", outcome="helped")
    assert answer.status_code == 409 and "Not closed: something came since you looked" in answer.text
    assert "K7" in hub.open_now
    anna.look()
    assert anna.sends(does="close", outcome="helped").status_code == 303
    assert hub.open_now == {}


def test_a_form_left_open_from_an_earlier_alarm_answers_nothing_of_the_next(
    hub: Beside, readers: dict[Role, Browser]
) -> None:
    old = Reader(readers["carer"], pressed(hub))
    Reader(readers["responder"], hub.open_now["K7"].id).sends(does="close", outcome="helped")
    hub.press()
    until(lambda: bool(hub.open_now))
    (new,) = hub.open_now.values()
    for fields in ({"does": "go"}, {"does": "close", "outcome": "helped"}, {"does": "cannot"}):
        answer = old.sends(**fields)
        assert answer.status_code == 409 and "Nothing was done: it is over already." in answer.text
    assert hub.open_now[new.reference].state == "raised"


def test_nothing_is_answered_by_looking(hub: Beside, readers: dict[Role, Browser]) -> None:
    id_ = pressed(hub)
    before = hub.hub.state.facts
    for to in ("answer", "way-in", "all-is-well"):
        for browser in readers.values():
            assert browser.get(f"/incidents/{id_}/{to}?does=go&outcome=helped", purpose="prefetch").status_code == 404
    assert hub.hub.state.facts == before


def test_no_hub_no_answer_and_it_is_said(hub: Beside, readers: dict[Role, Browser]) -> None:
    anna = Reader(readers["carer"], pressed(hub))
    hub.stop()
    hub.passes(seconds=3)
    answer = anna.sends(does="go", minutes="15")
    assert answer.status_code == 503 and "Nobody was told, and nothing was changed" in answer.text
    assert "Not connected to the hub since 03:00." in answer.text and 'value="15"' in answer.text
    hub.start()
    assert anna.sends(does="go", minutes="15").status_code == 303
    assert hub.open_now["K7"].minutes == 15


def test_minutes_that_nobody_can_mean_are_refused(hub: Beside, readers: dict[Role, Browser]) -> None:
    anna = Reader(readers["carer"], pressed(hub))
    for minutes, says in (
        ("soon", "Minutes are a whole number"),
        ("0", "minutes must be 1"),
        ("9999", "minutes must be 1"),
    ):
        answer = anna.sends(does="go", minutes=minutes)
        assert answer.status_code in (409, 422) and says in answer.text
    for fields in ({}, {"does": "dance"}, {"does": "close"}, {"does": "close", "outcome": "won"}, {"does": "cancel"}):
        assert anna.sends(**fields).status_code == 422
    assert hub.open_now["K7"].state == "raised"


# how to get in


def test_only_who_has_it_reads_how_to_get_in_and_each_look_is_written_down(
    hub: Beside, readers: dict[Role, Browser], site: Site
) -> None:
    id_ = pressed(hub)
    rob, anna = Reader(readers["responder"], id_), Reader(readers["carer"], id_)
    for reader in (rob, anna):
        answer = reader.sends("way-in")
        assert answer.status_code == 409 and CODE not in answer.text and "Only who is going" in answer.text
    rob.sends(does="go")
    assert CODE not in rob.look() and "How do I get in?" in rob.text
    answer = rob.sends("way-in")
    assert f"left of the back door, code {CODE}." in answer.text and "Bess, friendly" in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert CODE not in rob.look(), "a page that is loaded again does not say it"
    assert "Rob Runner was told how to get in" in words(rob.text)
    assert CODE not in anna.look() and "How do I get in?" not in anna.text
    assert "looked at how to get in" in readers["installer"].get("/accounts/trail").text
    kept = b"".join(path.read_bytes() for path in site.folder.rglob("*") if path.is_file())
    assert CODE.encode() not in kept


def test_after_handing_over_and_after_the_end_it_is_gone(hub: Beside, readers: dict[Role, Browser]) -> None:
    id_ = pressed(hub)
    rob, anna = Reader(readers["responder"], id_), Reader(readers["carer"], id_)
    rob.sends(does="go")
    assert CODE in rob.sends("way-in").text
    anna.sends(does="with_resident")
    assert rob.sends("way-in").status_code == 409
    assert CODE in anna.sends("way-in").text
    anna.look()
    anna.sends(does="close", outcome="helped")
    for reader in (rob, anna):
        answer = reader.sends("way-in")
        assert answer.status_code == 409 and CODE not in answer.text and "it is over already" in answer.text


def test_installers_and_residents_are_never_told(hub: Beside, readers: dict[Role, Browser]) -> None:
    id_ = pressed(hub)
    for role in ("installer", "resident"):
        answer = Reader(readers[role], id_).sends("way-in")  # type: ignore[index]
        assert answer.status_code == 403 and CODE not in answer.text


# the resident


def test_the_resident_sees_that_somebody_comes_and_what_she_says_is_news(
    hub: Beside, readers: dict[Role, Browser]
) -> None:
    id_ = pressed(hub)
    mary = Reader(readers["resident"], id_)
    assert "I am all right" in mary.text and "What you do" not in mary.text
    Reader(readers["carer"], id_).sends(does="go", minutes="10")
    assert "Anna is on the way." in words(mary.look())
    assert mary.sends("all-is-well").status_code == 303
    assert "You said at 03:00 that you are all right." in words(mary.look())
    assert hub.open_now["K7"].state == "travelling", "it takes nothing back"
    until(lambda: any("Mary S says that all is well" in text.body for text in hub.phone.texts))
    for sent in ({"does": "go"}, {"does": "close", "outcome": "helped", "version": "9"}):
        assert mary.sends(**sent).status_code == 403


def test_who_has_the_name_of_a_contact_by_now_still_has_what_they_took(
    hub: Beside, readers: dict[Role, Browser], site: Site
) -> None:
    """An account that is linked to nobody acts under a name of its own, so that nobody is taken for the contact."""
    site.file.write_text(site.file.read_text().replace('name = "Ben"', 'name = "Rob Runner"', 1))
    id_ = pressed(hub)
    Reader(readers["responder"], id_).sends(does="go", minutes="10")
    page = Reader(readers["responder"], id_).text
    assert "Rob Runner (by account) is on the way" in words(page)
    assert "/way-in" in page and "Hand over" in words(page)
