"""Who is told next, and why: the climb from rung to rung until a person answers (design sections 1 and 8)."""

from datetime import timedelta

from msgspec import structs

from hub.core import reaching, wording
from hub.core.home import NEAR
from hub.core.ladder_choice import choose, next_reached
from hub.core.ladder_next import next_asked
from hub.core.ladder_order import after, beyond, contacts, names, onward, rung, top, went_round
from hub.core.turn import Turn
from hub.model.household import Contact, Rung
from hub.model.ids import CENTRE, ContactId, EffectKey
from hub.model.incidents import Incident, Place, Told
from hub.model.kinds import KINDS

NOT_RECEIVED = "not received"
"""What the centre's program has not done, as a receipt."""

EQUIPMENT_AGAIN = timedelta(hours=1)
"""From the second round on, if nothing is open but equipment that does not work (our choice)."""

WAITS_ON = timedelta(hours=12)
"""For so long an incident that is asked about once is left alone with those who were asked (our choice)."""


def begin(turn: Turn, incident: Incident, because: str) -> Incident:
    """Choose the ladder, and climb it from the top of the first round."""
    return from_top(turn, incident, 1, because)


def from_top(turn: Turn, incident: Incident, round_: int, because: str, told: tuple[str, ...] = ()) -> Incident:
    """Choose the ladder anew, and climb it from its top. It stays the incident's own when the hour changes.

    `told`: who was asked in this round already, and is not asked again for that.
    """
    if incident.test:
        return incident
    choice = choose(incident, turn.home, turn.at, sure=turn.world.sure)
    if turn.home.settings.ladders:
        turn.record("hub", f"ladder: {choice.name or 'the default one'}", choice.because, incident)
    place = structs.replace(top(choice.rungs, turn.at, round_), told=told)
    return climb(turn, turn.put(incident, ladder=choice.name), place, because)


def resume(turn: Turn, incident: Incident, because: str, but: ContactId | None = None) -> Incident:
    """Nobody holds the incident any more: the ladder goes on after the place where it stopped.

    `but`: who has just said that they cannot. They are not asked in the same breath, even where a new round begins.
    """
    free = turn.put(
        incident, state="raised", holder=None, due=incident.due if incident.test else None, asked=None, pressed=None,
        minutes=None, offer=None,
    )  # fmt: skip
    if incident.place is None or KINDS[incident.kind].asked_once:
        return from_top(turn, free, 1, because)
    following = after(incident.place, turn.home.rungs(incident), turn.at)
    # Whoever was asked has heard since that somebody goes: they are asked anew.
    return _climb_without(
        turn, free, structs.replace(following, told=()), because, _spared(incident.place, following, but)
    )


def advance(turn: Turn, incident: Incident, because: str, but: ContactId | None = None) -> Incident:
    """The rung's wait is over, or it is known that it failed: on to the next. `but` as in `resume`."""
    if incident.place is None:
        return incident
    following = after(incident.place, turn.home.rungs(incident), turn.at)
    if KINDS[incident.kind].asked_once and following.round > incident.place.round > 0:
        return _all_asked(turn, incident, incident.place, because)
    return _climb_without(turn, incident, following, because, _spared(incident.place, following, but))


def _all_asked(turn: Turn, incident: Incident, place: Place, because: str) -> Incident:
    """Everybody was asked, and nobody is asked twice: it waits for an answer."""
    turn.record("hub", "everybody on the ladder was asked", because, incident)
    waits = structs.replace(place, rung=len(turn.home.rungs(incident)), until=turn.at + WAITS_ON)
    return turn.put(incident, place=waits)


def _spared(place: Place, following: Place, but: ContactId | None) -> ContactId | None:
    """Who is passed over now: in the same round nobody is asked anyway who has said that they cannot."""
    return but if following.round != place.round else None


def _climb_without(turn: Turn, incident: Incident, place: Place, because: str, but: ContactId | None) -> Incident:
    """Climb past somebody, this once, if there is anybody else: on a later rung of the round they are asked as ever."""
    if but is None:
        return climb(turn, incident, place, because)
    climbed = climb(turn, incident, structs.replace(place, told=(*place.told, but)), because)
    anybody = climbed.told != incident.told
    return _not_told(turn, climbed, but) if anybody else climb(turn, climbed, place, because)


def climb(turn: Turn, incident: Incident, place: Place, because: str) -> Incident:
    """Tell the rung at `place`; go on at once past rungs where nobody can be told or a way is known to have failed."""
    if incident.test:
        return incident  # nobody's phone rings for a test
    if (anew := _of_this_hour(turn, incident, place)) is not None:
        return anew
    rungs = turn.home.rungs(incident)
    first = place
    while not went_round(first, place):
        incident = turn.put(incident, place=place, cannot=_still_cannot(incident, place))
        incident, reached, failed = _tell_rung(turn, incident, place, because)
        place = incident.place or place
        following = beyond(place, rungs, turn.at) if failed or reached else onward(place, rungs, turn.at)
        if reached and (not failed or following.round != place.round):
            return incident
        because = failed or _nobody(place, rungs)
        if _again_too_soon(place, following):
            break
        place = following
    return _wait_for_hours(turn, incident)


def _of_this_hour(turn: Turn, incident: Incident, place: Place) -> Incident | None:
    """Nobody on its own ladder may be asked any more, and on that of this hour somebody may: it climbs that one."""
    if not turn.world.sure or not turn.home.settings.ladders or _anybody_now(turn, incident):
        return None
    choice = choose(incident, turn.home, turn.at, sure=True)
    other = structs.replace(incident, ladder=choice.name)
    if choice.name == incident.ladder or not _anybody_now(turn, other):
        return None
    because = "nobody on its own ladder may be asked at this hour"
    return from_top(turn, incident, max(place.round, 1), because, place.told)


def _nobody(place: Place, rungs: tuple[Rung, ...]) -> str:
    """Why there was nobody to ask on a rung."""
    if any(name in place.told for name in rung(place, rungs).tell):
        return "those on the rung before were asked already in this round, or may not be asked at this hour"
    return "nobody on the rung before may be asked at this hour"


def _again_too_soon(place: Place, following: Place) -> bool:
    """A whole later round has failed: the next one waits its turn. A deaf centre is not told every 10 s for ever."""
    return place.round > 1 and following.round != place.round


def _still_cannot(incident: Incident, place: Place) -> tuple[str, ...]:
    """Who said in an earlier round that they cannot is asked again in a new one."""
    return incident.cannot if incident.place is None or incident.place.round == place.round else ()


def _wait_for_hours(turn: Turn, incident: Incident) -> Incident:
    """A whole round reached nobody (or its last rung failed): wait, at most until somebody may be asked again."""
    place = incident.place
    rungs = turn.home.rungs(incident)
    if place is None or rungs == ():
        return incident
    if not any(told.way != "centre" for told in incident.told):
        # Nobody was asked yet, so nobody has failed to answer: the first round is still to come.
        place = structs.replace(place, round=0, rung=len(rungs))
    opening = min(turn.home.first_asked(names(rungs), turn.at), next_reached(incident, turn.home, turn.at))
    held_back = opening > turn.at and not _ignores_hours(turn, incident) and not _anybody_now(turn, incident)
    until = opening if held_back else place.until
    return turn.put(incident, place=structs.replace(place, until=until))


def look_again(turn: Turn, because: str) -> None:
    """The clock, or a way out, is not what it was: what waits for somebody's hours climbs on now, or waits anew."""
    for name in tuple(turn.open):
        incident = turn.open[name]  # as it is by now: the text about the one before may have told of this one
        place = incident.place
        if incident.state != "raised" or place is None:
            continue
        if place.until - place.since > rung(place, turn.home.rungs(incident)).wait:
            advance(turn, incident, because)


def _tell_rung(turn: Turn, incident: Incident, place: Place, because: str) -> tuple[Incident, bool, str]:
    """Tell everybody on the rung. Returns whether anybody is reached, and the known failure if there is one."""
    reached, failed = False, ""
    tells = rung(place, turn.home.rungs(incident)).tell
    if CENTRE in tells:
        incident, failed = _tell_centre(turn, incident)
        reached = not failed
    people = _asked(turn, incident, place)
    told = dict.fromkeys((*place.told, *(contact.id for contact in people)))
    incident = turn.put(incident, place=structs.replace(place, told=tuple(told)))
    for contact in people:
        incident, problem = _tell_contact(turn, incident, contact, place)
        incident = _not_told(turn, incident, contact.id) if problem else incident
        reached, failed = reached or not problem, failed or problem
    turn.record(
        "hub", f"round {place.round}, rung {place.rung + 1}: {turn.home.names(tells) or 'nobody'}", because, incident
    )
    return incident, reached, failed


def _not_told(turn: Turn, incident: Incident, name: str) -> Incident:
    """What was meant to ask them has not reached them: a later rung asks them."""
    place = incident.place
    if place is None or name not in place.told:
        return incident
    return turn.put(incident, place=structs.replace(place, told=tuple(each for each in place.told if each != name)))


def _asked(turn: Turn, incident: Incident, place: Place) -> list[Contact]:
    """The contacts of the rung who may be asked now; for a fire, at the first rung, everybody near as well.

    Who was asked on a rung before is not asked again in this round, unless the rung repeats, which is meant.
    """
    people = list(contacts(place, turn.home.rungs(incident), turn.home))
    if KINDS[incident.kind].ring_999 and (place.round, place.rung, place.turn) == (1, 0, 1):
        people += [c for c in turn.home.contacts.values() if c not in people and _is_near(c)]
    ignore_hours = _ignores_hours(turn, incident)
    people = [c for c in people if place.turn > 1 or c.id not in place.told]
    return [c for c in people if (ignore_hours or turn.home.may_be_asked(c.id, turn.at)) and may_ask(turn, incident, c)]


def _ignores_hours(turn: Turn, incident: Incident) -> bool:
    """Whether nobody's rota counts: the hour is not known, or life is at stake and the whole ladder would be silent."""
    return not turn.world.sure or (incident.grave == "life" and not _anybody_now(turn, incident))


def _is_near(contact: Contact) -> bool:
    return contact.minutes_away is not None and contact.minutes_away <= NEAR


def _anybody_now(turn: Turn, incident: Incident) -> bool:
    """Whether the whole ladder reaches anybody at this hour."""
    told = names(turn.home.rungs(incident))
    people = (c for c in turn.home.contacts.values() if c.id in told)
    somebody_must_go = incident.coordinator is not None
    centre = CENTRE in told and _centre_may_hear(turn, incident) and (turn.home.centre_attends or not somebody_must_go)
    return centre or any(_can_answer_now(turn, incident, c) for c in people)


def _can_answer_now(turn: Turn, incident: Incident, contact: Contact) -> bool:
    """Whether anything would reach them, at an hour when they may be asked, and they have not said that they cannot.

    Once somebody coordinates, only those count who could be at the door: the ladder looks for nobody else.
    """
    if incident.coordinator is not None and not contact.can_attend:
        return False
    may = contact.id not in incident.cannot and turn.home.may_be_asked(contact.id, turn.at)
    return may and not reaching.barred(turn, contact)


def _centre_may_hear(turn: Turn, incident: Incident) -> bool:
    """Whether the centre can be reached, and has not just failed to say that it has the incident."""
    last = next((t for t in reversed(incident.told) if t.way == "centre"), None)
    silent = last is not None and (last.receipt == NOT_RECEIVED or last.receipt.startswith("refused"))
    return not centre_fails(turn) and (incident.received or not silent)


def may_ask(turn: Turn, incident: Incident, contact: Contact) -> bool:
    """Nobody is asked again in the round in which they said that they cannot, nor a new coordinator."""
    coordinates = incident.coordinator is not None and incident.coordinator.contact == contact.id
    recent = incident.coordinator is not None and turn.at - incident.coordinator.since < turn.home.timers.told_again
    return contact.id not in incident.cannot and not (coordinates and recent)


def _tell_centre(turn: Turn, incident: Incident) -> tuple[Incident, str]:
    """The document goes out by itself; here it is noted, and its program must say within 10 s that it has it."""
    key = EffectKey(f"{incident.id}/v{turn.gained(incident)}/centre")
    told = Told(at=turn.at, to=CENTRE, way="centre", purpose="alarm", key=key)
    incident = turn.tell(incident, told)
    fails = centre_fails(turn)
    if fails or incident.received:
        return incident, fails
    return turn.put(incident, received_by=turn.at + turn.home.timers.received), ""


def centre_fails(turn: Turn) -> str:
    """Why the centre is known not to hear; nothing if it may."""
    link, listening = turn.world.links.get("centre"), turn.world.links.get("centre listening")
    if not turn.home.shares_with_centre:
        return "the centre may not be told"
    if link is None or not link.up:
        return "the centre cannot be reached"
    return "" if listening is not None and listening.up else "nobody is listening at the centre"


def _tell_contact(turn: Turn, incident: Incident, contact: Contact, place: Place) -> tuple[Incident, str]:
    """Tell one contact. Returns the incident, and why it is known to have failed if it is."""
    barred = reaching.barred(turn, contact)
    if barred or contact.phone is None:
        return incident, barred
    about = (incident,) if place.round == 1 else reaching.climbing(turn, incident, contact)
    spared = turn.too_many(contact.phone) and not any(each.grave == "life" for each in about)
    if spared and not reaching.rings(turn, incident, contact):
        turn.record("hub", f"not texted: {contact.name}", "20 texts in the last hour", incident)
        return incident, f"{contact.name} had 20 texts in the last hour"
    if place.round > 1:
        return _tell_again(turn, incident, contact, contact.phone), ""
    body = wording.alarm(turn.to(contact.id), incident, turn.at, _then(turn, incident, contact), _notes(turn))
    return reaching.alarm(turn, incident, contact, body), ""


def _tell_again(turn: Turn, incident: Incident, contact: Contact, phone: str) -> Incident:
    """From the second round on: at most one text and one call per person in 10 min over all open incidents.

    The text lists them; the call is about one, each in its turn, so that a key can only mean that one.

    Where only equipment waits for somebody, one in an hour: a flood of texts in the night gets phones switched off.
    """
    climbing = reaching.climbing(turn, incident, contact)
    last, only_equipment = turn.summed(phone), all(i.life_saving for i in climbing)
    lately = last is not None and turn.at - last < (EQUIPMENT_AGAIN if only_equipment else turn.home.timers.told_again)
    # Of danger to life everybody is told once, however many texts they had of other things.
    first_word = incident.grave == "life" and not any(t.to == contact.id for t in incident.told)
    if lately and not first_word:
        return incident
    turn.sum_up(phone)
    if reaching.by_text(turn, contact):
        incident = _text_again(turn, incident, contact, phone, climbing)
    about = turn.open.get(reaching.called_longest_ago(turn, contact, incident).id, incident)
    if not reaching.rings(turn, about, contact):
        return incident
    called = reaching.ring(turn, about, contact)
    return called if called.id == incident.id else incident


def _text_again(
    turn: Turn, incident: Incident, contact: Contact, phone: str, climbing: tuple[Incident, ...]
) -> Incident:
    if len(climbing) < 2:
        body = wording.alarm(turn.to(contact.id), incident, turn.at, "")
    else:
        body = wording.summary(turn.to(contact.id), climbing, turn.at)
    texted = turn.text(incident, contact.id, phone, body, "alarm")
    for other in climbing:
        # They are told of every incident in the list, so a bare "1" cannot mean just one of them.
        if other.id != incident.id:
            turn.tell(other, texted.told[-1])
    return texted


def _notes(turn: Turn) -> tuple[str, ...]:
    """What else whoever is asked should know: that somebody is at the home already."""
    visit = turn.pauses.get("visit")
    return (f"{visit.by} is there for a visit",) if visit is not None else ()


def _then(turn: Turn, incident: Incident, contact: Contact) -> str:
    """Who is asked next, for the text; not said if it is the same person again."""
    place = incident.place
    if place is None:
        return ""
    people, at = next_asked(incident, turn.home, sure=turn.world.sure)
    same = set(people) <= set(rung(place, turn.home.rungs(incident)).tell)
    return "" if same else wording.asked_next(turn.to(contact.id), people, at)


def failed(turn: Turn, incident: Incident, told: Told, because: str) -> Incident:
    """A way of the present rung is known to have failed: the next rung starts at once, its wait counts from now."""
    place = incident.place
    if incident.state != "raised" or place is None or told.purpose != "alarm":
        return incident
    if told.receipt.startswith("refused"):
        incident = _not_told(turn, incident, told.to)
    if told.at < place.since:
        return incident
    if any(_still_tried(t) for t in incident.told if t.at >= place.since and t.to == told.to and t.key != told.key):
        return incident
    others = any(t.at >= place.since and t.to != told.to and not t.receipt.startswith("refused") for t in incident.told)
    following = beyond(place, turn.home.rungs(incident), turn.at)
    if (others and following.round != place.round) or _again_too_soon(place, following):
        return incident
    return climb(turn, incident, following, because)


def _still_tried(told: Told) -> bool:
    """Whether another way to the same person may still reach them."""
    failed_ = told.receipt.startswith(("refused", "not yet", "not answered"))
    return told.purpose == "alarm" and (not failed_ or told.again is not None)


def all_cannot(incident: Incident) -> bool:
    """Whether everybody texted on the present rung has said that they cannot."""
    place = incident.place
    if place is None:
        return False
    asked = {t.to for t in incident.told if t.at >= place.since and t.purpose == "alarm"}
    return bool(asked) and asked <= set(incident.cannot)
