"""Who waits in vain: a step that did not come, a text that does not leave or arrive, somebody who cannot be reached."""

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from hub.audit.bounds import Bounds
from hub.audit.seen import Leaving, Stored
from hub.audit.troubles import Trouble
from hub.core import timers
from hub.core.home import Home, digits
from hub.model.household import Contact
from hub.model.incidents import HELD, Incident


class Work(Struct, frozen=True):
    """Hub time, as are all times in the store; and since when the hub is at work again, if it was away.

    What came due or waited while it was away was told of as such. It needs a moment to catch up, and gets it anew.
    """

    now: datetime
    back: datetime | None = None

    def owed(self, since: datetime) -> float:
        """For how many seconds the hub could have seen to what was due at `since`."""
        return (self.now - (since if self.back is None else max(since, self.back))).total_seconds()


def unserved(stored: Stored, work: Work, home: Home, bounds: Bounds) -> tuple[Trouble, ...]:
    """Everything that is wrong for people."""
    alarms = [incident for incident in stored.open if asks_for_somebody(incident)]
    found = [trouble for incident in alarms for trouble in _of(incident, stored, work, home, bounds)]
    return (*found, *_not_leaving(stored, work, bounds, found), *_unreachable(stored, home))


def asks_for_somebody(incident: Incident) -> bool:
    """Whether people are asked to come, or to see to it: every other incident is a notice."""
    return not incident.test and (incident.grave in ("life", "urgent") or incident.place is not None)


def unanswered(incident: Incident) -> bool:
    """Whether nobody has taken it on."""
    return incident.state not in HELD and not incident.owned


def _of(incident: Incident, stored: Stored, work: Work, home: Home, bounds: Bounds) -> Iterable[Trouble]:
    step = _overdue(incident, work, home, bounds)
    if step:
        yield Trouble(sort="step", because=step, incident=incident.id)
    if incident.state != "raised":
        return
    texts = [one for one in stored.leaving if one.incident == incident.id and one.purpose in ("alarm", None)]
    stuck = _stuck(texts, stored.leaving, work, bounds)
    if stuck:
        yield Trouble(sort="outbox", because=stuck, incident=incident.id)
    lost = _lost(incident, texts, stored, work, bounds)
    if lost:
        yield Trouble(sort="arriving", because=lost, incident=incident.id)


def _overdue(incident: Incident, work: Work, home: Home, bounds: Bounds) -> str:
    """Why its next step should have come; empty if it need not have."""
    due = timers.due(incident, home)
    if due is None:
        if incident.state in HELD:
            return ""
        idle = work.owed(incident.raised or incident.began)
        return "nobody is asked next" if idle > bounds.step else ""
    late = work.owed(due)
    return f"its next step was due {late:.0f} s ago" if late > bounds.step else ""


def _stuck(mine: list[Leaving], all_: tuple[Leaving, ...], work: Work, bounds: Bounds) -> str:
    """Why nothing of an incident leaves. One phone that refuses is no reason: others have been texted since."""
    held = [one for one in mine if one.fate in ("waiting", "expired", "refused") and not one.accepted]
    if not held or (not any(one.number for one in held) and any(one.accepted for one in mine)):
        return ""
    oldest = min(one.at for one in held)
    age = work.owed(oldest)
    if age <= bounds.leaving or _something_left(all_, oldest):
        return ""
    fates = {one.fate for one in held}
    how = "it was refused" if fates == {"refused"} else "it was given up" if "expired" in fates else "it waits"
    return f"nobody has taken its alarm for {age:.0f} s: {how}"


def _something_left(all_: Iterable[Leaving], since: datetime) -> bool:
    """Whether a text was taken since: then the way out works."""
    return any(one.number and one.accepted and one.settled is not None and one.settled > since for one in all_)


def _lost(incident: Incident, mine: list[Leaving], stored: Stored, work: Work, bounds: Bounds) -> str:
    """Why it seems that the provider takes texts and does not deliver them.

    Where no delivery report ever came, none is missed. An answer, even "I cannot", shows that texts arrive.
    """
    taken = [one for one in mine if one.number and one.fate == "taken" and one.settled is not None]
    if stored.usual is None or not taken or incident.cannot or incident.coordinator is not None:
        return ""
    first = min(one.at for one in taken)
    if any(one.fate == "arrived" and one.settled and one.settled >= first for one in stored.leaving):
        return ""
    usual = min(max(bounds.arriving, bounds.slower * stored.usual), bounds.arriving_slowly)
    late = {one.number for one in taken if one.settled and work.owed(one.settled) > usual}
    alone = not any(one.fate == "arrived" for one in mine)
    slow = alone and any(one.settled and work.owed(one.settled) > bounds.arriving_slowly for one in taken)
    if len(late) < 2 and not slow:
        return ""
    return f"texts to {len(late)} phones were taken, and none has arrived"


def _not_leaving(stored: Stored, work: Work, bounds: Bounds, found: list[Trouble]) -> Iterable[Trouble]:
    """Texts that ask nobody to come do not leave: told before the next alarm needs the same way."""
    if any(trouble.sort == "outbox" for trouble in found):
        return
    waiting = [one.at for one in stored.leaving if one.number and one.fate == "waiting" and not one.accepted]
    oldest = min(waiting, default=work.now)
    age = work.owed(oldest)
    if age > bounds.leaving_other and not _something_left(stored.leaving, oldest):
        yield Trouble(sort="outbox", because=f"{len(waiting)} texts wait, the oldest for {age:.0f} s")


def _unreachable(stored: Stored, home: Home) -> Iterable[Trouble]:
    """People on the ladder whose number refuses texts."""
    for contact in on_the_ladder(home):
        why = stored.refused.get(digits(contact.phone or ""))
        if why:
            yield Trouble(sort="unreachable", because=f"{contact.name}: {why}", name=contact.name)


def on_the_ladder(home: Home) -> tuple[Contact, ...]:
    """Everybody who is asked by phone on any ladder, each once."""
    settings = home.settings
    rungs = (*settings.ladder, *(rung for ladder in settings.ladders for rung in ladder.rungs))
    names = dict.fromkeys(name for rung in rungs for name in rung.tell)
    return tuple(home.contacts[name] for name in names if name in home.contacts and home.contacts[name].phone)
