"""Who wants to read each day that all is well, when, and what they are told then.

It is no alarm: it asks nobody anything, has no code, and when it is late it is not sent at all, so that old news is
never read as new. A text that does not come proves nothing, and only a person notices: docs/outside-watch.md.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from msgspec import structs

from hub.core import reaching, wording_daily
from hub.core.daily_words import Wanted, minute_of
from hub.core.home import Home
from hub.core.how_it_is import how_it_is
from hub.core.localtime import at_local, local
from hub.core.state import Daily, Facts
from hub.core.turn import Turn
from hub.model.effects import Accepted, Delivered, Refused
from hub.model.events import Receipted
from hub.model.household import Contact
from hub.model.ids import ContactId

GRACE = wording_daily.LATE
"""So long after its time it may still be sent or delivered (our choice: "by 09:30" is a time that people keep)."""

SETTLE = timedelta(minutes=2)
"""A hub that was off waits so long before it says how it is: a broker hands over within seconds what it kept meanwhile,
a press among it, and zigbee2mqtt tells of itself within a minute (our choice)."""

SHORT = timedelta(minutes=1)
"""A restart that takes no longer hides nothing that could not as well come a moment after the text (our choice)."""

A_DAY = timedelta(days=1)


def next_at(minute: int, at: datetime, timezone: str) -> datetime:
    """When the home's clocks next show that minute of the day, after `at`."""
    today = local(at, timezone).date()
    moments = (at_local(today + days * A_DAY, minute, timezone) for days in range(3))
    return next(moment for moment in moments if moment > at)


def expected(known: dict[ContactId, Daily], home: Home, at: datetime) -> dict[ContactId, Daily]:
    """Who is texted each day by these settings. What somebody asked for by text holds until their line is changed."""
    wanted: dict[ContactId, Daily] = {}
    for contact in home.contacts.values():
        if not _can_be_texted(contact):
            continue
        entry = known.get(contact.id)
        if entry is not None and entry.setting == contact.all_is_well:
            wanted[contact.id] = _on_the_clock(entry, home, at)
        elif contact.all_is_well is not None:
            minute = minute_of(contact.all_is_well)
            due = next_at(minute, at, home.timezone)
            wanted[contact.id] = Daily(setting=contact.all_is_well, minute=minute, due=due)
    return known if wanted == known else wanted


def _can_be_texted(contact: Contact) -> bool:
    return contact.phone is not None and "text" in contact.ways


def _on_the_clock(entry: Daily, home: Home, at: datetime) -> Daily:
    """The same, by the clocks of the home as they are now: its timezone may have been changed."""
    if entry.minute is None or entry.due is None:
        return entry
    day = local(entry.due, home.timezone).date()
    right = at_local(day, entry.minute, home.timezone) == entry.due
    return entry if right else structs.replace(entry, due=next_at(entry.minute, at, home.timezone))


def due(daily: Iterable[Daily]) -> datetime | None:
    """When the next of them is made."""
    return min((at for entry in daily if (at := _made(entry)) is not None), default=None)


def _made(entry: Daily) -> datetime | None:
    return entry.due if entry.due is None or entry.wait is None else max(entry.due, entry.wait)


def begun(turn: Turn, last_alive: datetime) -> None:
    """The hub was off until now: what is due waits until it has heard what it missed."""
    if turn.at - last_alive <= SHORT:
        return
    until = turn.at + SETTLE
    for contact, entry in tuple(turn.daily.items()):
        if entry.due is not None and entry.due < until:
            turn.text_daily(contact, structs.replace(entry, wait=until))


def clock_stepped(turn: Turn, by: timedelta) -> None:
    """People want it at that time by their own clocks. After a long way back it would not come for more than a day."""
    for contact, entry in tuple(turn.daily.items()):
        if entry.minute is None or entry.due is None:
            continue
        far = entry.due - turn.at > A_DAY + 2 * GRACE
        due = next_at(entry.minute, turn.at, turn.home.timezone) if far else entry.due
        wait = entry.wait + by if entry.wait is not None else None
        turn.text_daily(contact, structs.replace(entry, due=due, wait=wait))


def is_due(known: Facts | Turn, at: datetime) -> bool:
    """Whether one is to be made now."""
    return bool(known.daily) and (first := due(known.daily.values())) is not None and first <= at


def run(turn: Turn) -> None:
    """Send what is due. It comes last in a step: what the step found must not be missing in it."""
    for contact, entry in tuple(turn.daily.items()):
        at = _made(entry)
        if at is not None and at <= turn.at and entry.due is not None and entry.minute is not None:
            _due(turn, turn.home.contacts[contact], entry, entry.due, entry.minute)


def _due(turn: Turn, contact: Contact, entry: Daily, was: datetime, minute: int) -> None:
    following = next_at(minute, max(turn.at, was), turn.home.timezone)
    # Until a machine has taken it, it is one that may not have left: the next one says so.
    after = structs.replace(entry, due=following, wait=None, missed=entry.missed or was)
    turn.text_daily(contact.id, after)
    if turn.at >= was + GRACE:
        turn.record("hub", f"daily text to {contact.name} not sent", "it was too late for it")
    elif not reaching.by_text(turn, contact):
        turn.record("hub", f"daily text to {contact.name} not sent", "their number refuses texts")
    else:
        to = turn.to(contact.id)
        body = wording_daily.daily(to, how_it_is(turn), wording_daily.When(turn.at, was, following, entry.missed))
        # The clock may be put back, and the same moment come again: it is another text.
        key = f"daily/{contact.id}/{was.timestamp():.0f}/{turn.new_id()}"
        turn.loose_text(key, contact.id, contact.phone or "", body, "notice", until=was + GRACE)


def receipt(turn: Turn, event: Receipted) -> Contact | None:
    """Note what became of such a text. Returns whose it was, if their number refuses texts."""
    if not event.effect.startswith("daily/"):
        return None
    contact = turn.home.contacts.get(ContactId(event.effect.split("/")[1]))
    entry = turn.daily.get(contact.id) if contact is not None else None
    if contact is None:
        return None
    if isinstance(event.receipt, Accepted | Delivered) and entry is not None and _is_last(event, entry):
        turn.text_daily(contact.id, structs.replace(entry, missed=None))
    if not isinstance(event.receipt, Refused) or event.receipt.fault not in ("", "opt-out") or contact.phone is None:
        return None
    turn.refuse(contact.phone, event.receipt.because)
    return contact


def _is_last(event: Receipted, entry: Daily) -> bool:
    """Whether it is the latest of them: that an older one left after all says nothing of a newer one."""
    latest = int(event.effect.split("/")[2])
    return entry.due is not None and entry.due.timestamp() - latest <= (A_DAY + 3 * GRACE).total_seconds()


def asked(turn: Turn, contact: Contact, wanted: Wanted) -> str:
    """A contact texts when they want it, or that they want none: done, and the words that confirm it."""
    to, known = turn.to(contact.id), turn.daily.get(contact.id)
    if wanted.minute is None and not wanted.off:
        return wording_daily.at_what_time(to)
    if wanted.off and (known is None or known.minute is None):
        return wording_daily.none_was_sent(to)
    setting = contact.all_is_well
    if wanted.minute is None:
        turn.text_daily(contact.id, Daily(setting=setting))
        turn.record(contact.name, "wants no daily text", "texted")
        return wording_daily.no_more(to)
    at = next_at(wanted.minute, turn.at, turn.home.timezone)
    turn.text_daily(contact.id, Daily(setting=setting, minute=wanted.minute, due=at))
    turn.record(contact.name, f"wants a daily text at {turn.to('').clock(at)}", "texted")
    return wording_daily.agreed(to, at)
