"""The first page in every state of a home: what it says, what proves it, and that green is never a guess."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.model.events import Event, HubStarted, LinkChanged
from hub.pages.accounts import sessions
from hub.pages.home.now import Alarm, Asked, How, Known, Nothing, Notice, Now, Overview, Room, Sensor, Way, mark, read
from hub.pages.home.verdict import verdict
from hub.pages.roles import Role
from hub.pages.site import Site
from tests.pages.conftest import NAMES, Clock
from tests.pages.home_samples import moves
from tests.support.hub_beside import HubBeside

MIDNIGHT = datetime(2026, 11, 28, tzinfo=UTC)
BEGINS = MIDNIGHT - timedelta(minutes=30)


@pytest.fixture
def hub(site: Site, clock: Clock) -> Iterator[HubBeside]:
    """The demo's home on an ordinary morning: every link up, every sensor heard, movement in the lounge at 08:50."""
    clock.at = MIDNIGHT + timedelta(hours=9)
    site.file.write_text(site.file.read_text() + '\n[detectors.inactivity]\nlimit = "11h"\nnight_limit = "11h"\n')
    with HubBeside(site.folder, site.settings, clock, BEGINS) as made:
        made.is_well(BEGINS)
        made.takes(moves(MIDNIGHT, clock.at))
        yield made


@pytest.fixture
def looks(site: Site, hub: HubBeside, signed_in) -> Callable[..., str]:  # type: ignore[no-untyped-def]

    def look(role: Role = "carer", path: str = "/") -> str:
        site.hub.forget()
        (who,) = (each for each in site.accounts.people() if each.role == role)
        browser = signed_in[role]  # whose session of this morning may be over
        browser.client.cookies.set("carehub", sessions.begin(site.accounts.conn, who.id, "", False, site.now()))
        answer = browser.get(path)
        assert answer.status_code == 200
        return words(answer.text)

    return look


def words(html: str) -> str:
    """What a reader sees, with the colour of the verdict before it."""
    sort = re.search(r'class="box how (\w+)"', html)
    main = html[html.index("<main") : html.index("</main>")]
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))
    return f"[{sort[1] if sort else ''}] {text}"


def sensed(hub: HubBeside, clock: Clock, device: str, kind: str, value: bool | float | str) -> None:
    hub.takes([hub.says(clock.at, device, kind, value)])


def test_all_is_well_and_how_that_is_known(looks: Callable[..., str]) -> None:
    seen = looks()
    assert seen.startswith("[good] ") and "All is well" in seen
    for proof in ("Last movement: Lounge, 10 min ago (08:50).", "11 of 11 sensors are heard.", "2 of 2 ways out work.",
                  "Asked if there were an alarm now: Anna, Ben.", "answered at 09:00."):  # fmt: skip
        assert proof in seen
    assert "At home: last seen in Lounge at 08:50." in seen
    assert "If nothing moves, people are asked at 19:50, in 10 h 50 min (limit 11 h)." in seen
    assert "Kitchen movement 80 min ago, at 07:40" in seen


def test_an_alarm_stands_above_everything_and_leads_to_its_page(
    looks: Callable[..., str], hub: HubBeside, clock: Clock, signed_in
) -> None:  # type: ignore[no-untyped-def]
    sensed(hub, clock, "sim-help-button", "help", "emergency")
    (incident,) = hub.state.facts.open
    for role in NAMES:
        seen = looks(role)
        assert seen.startswith("[bad] ") and "An alarm is open" in seen and "Nobody has it yet." in seen
    assert f'href="/incidents/{incident}"' in signed_in["carer"].get("/").text


def test_what_is_not_certain_yet_is_no_alarm_and_never_green(
    looks: Callable[..., str], hub: HubBeside, clock: Clock
) -> None:
    clock.at = MIDNIGHT + timedelta(hours=19, minutes=50, seconds=5)
    hub.is_well(clock.at - timedelta(minutes=10))
    seen = looks()
    assert seen.startswith("[bad] ") and "There may be an alarm: it is not certain yet" in seen
    assert "No movement, Lounge Since 19:50. It is not certain yet; nobody was told." in seen


def blind(at: datetime) -> Iterator[Event]:
    yield LinkChanged(at=at, link="zigbee2mqtt", up=False, because="it stopped")


def test_when_nothing_can_be_seen_nothing_is_well(looks: Callable[..., str], hub: HubBeside, clock: Clock) -> None:
    hub.takes(blind(clock.at))
    clock.passes(minutes=3)
    seen = looks()
    assert seen.startswith("[unsure] ") and "The hub cannot see the home Nothing can be seen since 09:00." in seen
    assert "Where anybody is, is not known." in seen and "0 of 11 sensors are heard." in seen
    assert "cannot be seen now" in seen and "Could not be seen 09:00–09:03." in seen


def test_a_hub_that_does_not_answer_is_told_with_what_to_do(
    looks: Callable[..., str], hub: HubBeside, clock: Clock
) -> None:
    looks()
    hub.snapshot()
    hub.falls_silent()
    clock.passes(minutes=12)
    seen = looks()
    assert seen.startswith("[bad] ") and "Nobody knows how it is" in seen
    assert "no hub is running" in seen and "It has not answered since 09:00." in seen and "Ring, or look in." in seen
    assert "All is well" not in seen and "sensors are heard" not in seen
    assert "Could not be seen 08:51–09:12." in seen, "after the hub's last word nobody saw anything"


@pytest.mark.parametrize(
    ("said", "heading"),
    [("being installed", "This hub is being installed: nobody is watched over yet"),
     ("suspended", "The service is suspended: nobody is looked for"),
     ("ended", "The service has ended: nobody is looked for")],
)  # fmt: skip
def test_who_is_not_looked_for_is_not_well(
    said: str, heading: str, looks: Callable[..., str], hub: HubBeside, clock: Clock, site: Site
) -> None:
    site.file.write_text(site.file.read_text() + f'\n[home]\nservice = "{said}"\n')
    hub.set(site.settings, clock.at)
    for role in NAMES:
        seen = looks(role)
        assert seen.startswith("[unsure] ") and heading in seen, role


def test_away_is_told_and_can_be_over(looks: Callable[..., str], hub: HubBeside, signed_in) -> None:  # type: ignore[no-untyped-def]
    browser = signed_in["carer"]
    everybody_is_there = looks("resident")
    assert "Held back" not in everybody_is_there
    assert browser.post("/pauses", what="away", day="2026-12-01", time="").status_code == 303
    assert "away until Tue 1 Dec 12:00" in hub.trail()
    seen = looks()
    assert seen.startswith("[unsure] ") and "Noted as away until 1 Dec 12:00: nobody is looked for" in seen
    assert "Away , until 1 Dec 12:00, says Anna Carer. Back home: it is over" in seen
    assert "No alert about stillness can come now." in seen
    responder = looks("responder")
    assert "until 1 Dec 12:00" in responder and "it is over" not in responder
    assert browser.post("/pauses/over", on="/", what="away").status_code == 303
    assert looks().startswith("[good] ")


@pytest.mark.parametrize(("what", "says"), [("sms", "texts"), ("texts by modem", "texts by modem")])
def test_one_way_out_that_is_down_is_enough_to_doubt(
    what: str, says: str, looks: Callable[..., str], hub: HubBeside, clock: Clock
) -> None:
    hub.takes([LinkChanged(at=clock.at, link=what, up=False, because="no credit")])
    seen = looks()
    assert seen.startswith("[unsure] ") and f"A way out is down: {says}." in seen and "1 of 2 ways out work." in seen


def test_a_lost_sensor_a_sick_card_and_an_unsure_clock_are_doubts(
    looks: Callable[..., str], hub: HubBeside, clock: Clock, site: Site
) -> None:
    hub.failing = True
    assert "[unsure]" in looks() and "disk or card takes nothing" in looks()
    hub.failing = False
    site.file.write_text(
        site.file.read_text() + '\n[[devices]]\nid = "new"\nname = "Landing"\nroom = "hall"\nuse = "motion"\n'
    )
    hub.set(site.settings, clock.at)
    seen = looks()
    assert "[unsure]" in seen and "Not heard: Landing." in seen and "11 of 12 sensors are heard." in seen


def test_at_night_it_is_quiet_and_not_more(looks: Callable[..., str], hub: HubBeside, clock: Clock) -> None:
    for watts in (0.0, 2000.0, 0.0):
        sensed(hub, clock, "sim-kettle", "power", watts)
    hub.takes(moves(MIDNIGHT, MIDNIGHT + timedelta(hours=23), after=clock.at))
    clock.at = MIDNIGHT + timedelta(hours=26, minutes=15)
    hub.is_well(clock.at - timedelta(minutes=10))
    seen = looks()
    assert seen.startswith("[quiet] ") and "It is quiet No alarm is open, and everything works." in seen
    assert "Perhaps asleep: last seen in Bedroom at 22:05." in seen
    assert looks("responder").startswith("[good] "), "who may not see the days is told what works, and no more"


def test_out_by_the_door_is_neither_well_nor_an_alarm(looks: Callable[..., str], hub: HubBeside, clock: Clock) -> None:
    sensed(hub, clock, "sim-front-door", "contact", True)
    clock.passes(minutes=1)
    sensed(hub, clock, "sim-front-door", "contact", False)
    clock.passes(minutes=15)
    seen = looks()
    assert seen.startswith("[quiet] ") and "Perhaps nobody is at home" in seen
    assert "Perhaps out" in seen


@pytest.mark.parametrize(("role", "agreed", "sees"), [
    ("carer", True, True), ("carer", False, False), ("resident", True, True), ("resident", False, True),
    ("responder", True, False), ("installer", True, False),
])  # fmt: skip
def test_the_days_are_shown_only_to_whom_they_may_be(
    role: Role, agreed: bool, sees: bool, looks: Callable[..., str], site: Site
) -> None:
    if not agreed:
        text = site.file.read_text()
        site.file.write_text(text.replace('"routine detail" = { agreed = true', '"routine detail" = { agreed = false'))
    seen = looks(role)
    for part in ("Last movement", "08:50", "last seen in", "If nothing moves", "Room by room", "Today in words"):
        assert (part in seen) is sees, part
    assert ("is not shown to you" in seen) is not sees
    assert "sensors are heard" in seen


def test_names_are_for_whom_people_are_shown(looks: Callable[..., str]) -> None:
    assert "2 people would be asked if there were an alarm now." in looks("responder")
    assert "Anna, Ben" in looks("installer")


def test_the_reason_of_a_notice_about_the_days_is_hidden(
    looks: Callable[..., str], hub: HubBeside, clock: Clock
) -> None:
    clock.at = MIDNIGHT + timedelta(hours=11, minutes=5)
    hub.is_well(clock.at - timedelta(minutes=1))
    assert "Not used as usual no use of Kettle plug by 11:00" in looks()
    hidden = looks("responder")
    assert "Not used as usual" in hidden and "Kettle" not in hidden


def test_today_after_the_hub_was_off_shows_the_gap(looks: Callable[..., str], hub: HubBeside, clock: Clock) -> None:
    clock.at = MIDNIGHT + timedelta(hours=10)
    hub.takes([HubStarted(at=clock.at, last_alive=MIDNIGHT + timedelta(hours=9))])
    hub.is_well(clock.at)
    assert "Lounge Movement 08:05, 08:50. Could not be seen 09:00–10:00." in looks()


def test_each_event_is_read_once(looks: Callable[..., str], hub: HubBeside, clock: Clock, site: Site) -> None:
    looks()
    first = site.day.read
    assert first > 25
    looks()
    assert site.day.read == first
    sensed(hub, clock, "sim-hall-motion", "motion", True)
    assert "Hall Movement 07:21, 09:00." in looks() and site.day.read == first + 1
    clock.at = MIDNIGHT + timedelta(days=1, hours=1)
    hub.is_well(clock.at)
    assert "Hall No movement seen." in looks(), "a new day begins"


def test_it_is_said_in_welsh(looks: Callable[..., str], site: Site) -> None:
    anna = next(person for person in site.accounts.people() if person.name == NAMES["carer"])
    site.accounts.speak(anna, "cy")
    seen = looks()
    assert "Mae popeth yn iawn" in seen and "Symudiad olaf: Lounge" in seen and "terfyn 11 awr" in seen
    assert not re.search(r"sensors|movement|nobody|People|Room by", seen)


def test_more_lists_only_what_one_may_see(looks: Callable[..., str]) -> None:
    assert "Who may sign in" in looks("installer", "/more") and "Who may sign in" not in looks("carer", "/more")
    assert "Away, and what waits" in looks("resident", "/more") and "Away" not in looks("responder", "/more")


# green is never a guess

AT = datetime(2026, 11, 28, 9, tzinfo=UTC)
YES = st.booleans()
DEVICES = st.lists(st.sampled_from(["seen", "late", "lost", "not heard yet", "cannot be heard"]), max_size=4)


@st.composite
def knowns(draw: st.DrawFn) -> Known:
    if draw(st.integers(0, 20)) == 0:
        return Nothing("no hub is running", None)
    devices = tuple(Sensor(device=f"d{n}", name=f"D{n}", health=h) for n, h in enumerate(draw(DEVICES)))
    unheard = tuple(each.name for each in devices if each.health not in ("seen", "late"))
    ways = tuple(Way(name=f"way {n}", up=up, since=AT) for n, up in enumerate(draw(st.lists(YES, max_size=3))))
    alarm = Alarm(id="x-1", grave="life", kind="help", says="Help button pressed", state="raised", room=None, since=AT,
                  held_by="nobody")  # fmt: skip
    notice = Notice(id="x-2", kind="technical", says="Equipment", since=AT, room=None, because="", grave="technical")
    service = draw(st.sampled_from(["in service", "in service", "suspended", "being installed", "ended"]))
    how = How(
        service=service, unheard=unheard, ways_down=tuple(w.name for w in ways if not w.up), sure=draw(YES),
        visit=draw(st.sampled_from(["", "Sue"])), moved=AT, recent=draw(YES), out=draw(YES), others=draw(YES),
        seen=True,
    )  # fmt: skip
    overview = Overview(service=service, incidents=(alarm,) * draw(st.integers(0, 1)), devices=devices)
    sees = draw(st.sampled_from(["seen", "no sensor"]))
    asked = tuple(Asked(name="A", refused=no, proven=True) for no in draw(st.lists(YES, max_size=2)))
    return Now(
        at=AT, since=AT, overview=overview, how=how, resident=None, held=(),
        notices=(notice,) * draw(st.integers(0, 1)),
        rooms=(Room(id="r", room="R", state=sees, since=AT, because="", moved=AT),), tests=0, ways=ways,
        blind=draw(st.sampled_from([None, AT])), asked=asked, failing=draw(YES),
    )  # fmt: skip


@given(knowns(), YES)
def test_green_needs_every_proof(known: Known, detail: bool) -> None:
    found = verdict(known, detail=detail)
    assert found.heading.text
    if found.sort != "good":
        return
    assert isinstance(known, Now)
    assert not known.overview.incidents and not known.notices and known.how.service == "in service"
    assert known.overview.devices and known.heard == len(known.overview.devices) and known.blind is None
    assert known.ways and all(way.up for way in known.ways) and any(not each.refused for each in known.asked)
    assert known.how.sure and not known.failing
    assert [room.state for room in known.rooms] == ["seen"], "what nobody can see is not well"
    assert not detail or (known.how.recent and not (known.how.out or known.how.others or known.how.visit))


@pytest.mark.parametrize("says", [{}, {"ok": False}, {"ok": True}, {"ok": True, "at": "yesterday"}])
def test_what_cannot_be_understood_is_nothing(says: dict[str, object]) -> None:
    assert verdict(read(says, AT), detail=True).sort == "bad"


def test_a_page_is_asked_for_again_when_something_or_the_minute_has_changed() -> None:
    at = {"at": "2026-11-28T03:00:01.5Z", "moved": "2026-11-28T02:59:58Z"}
    assert mark(at) == mark({"at": "2026-11-28T03:00:59Z", "moved": "2026-11-28T02:59:00Z"})
    assert mark(at) != mark({"at": "2026-11-28T03:01:00Z", "moved": "2026-11-28T02:59:58Z"})
    assert mark(at) != mark(at | {"alarm": True})
