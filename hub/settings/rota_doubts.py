"""What is worth saying of who is asked when, for `carehub check`: hours at which nobody is asked, and rotas gone by."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from msgspec import structs

from hub.core.home import Home
from hub.core.localtime import local
from hub.core.rota import once
from hub.core.week_words import Window, said
from hub.core.who_when import DEFAULT, Covered, Stretch, times, who_when
from hub.model.household import Ladder, Settings
from hub.model.ids import CENTRE, ContactId
from hub.settings.doubts import Doubt
from hub.settings.visits import OF_A_LATE_VISIT

DAYS = 14
"""How far is looked ahead: two weeks, so that what comes every week is known from what comes once."""
MOST_TIMES = 6
"""Times that one line names. `carehub rota` shows all."""


def rota_doubts(settings: Settings, now: datetime) -> Iterator[Doubt]:
    """What a careful colleague would ask about the next two weeks."""
    home = Home(settings)
    window = Window(local(now, home.timezone).date(), DAYS, home.timezone)
    for covered in who_when(home, window.since, window.until):
        if any(each.name == covered.name and each.kinds == OF_A_LATE_VISIT for each in settings.ladders):
            continue  # an agency is asked only when a visit is late: `hub.settings.visits` looks at that
        yield from _uncovered(home, covered, window, now)
    yield from _gone_by(settings, now)
    yield from _without_effect(settings, now)


def _uncovered(home: Home, covered: Covered, window: Window, now: datetime) -> Iterator[Doubt]:
    ladder = next((each for each in home.settings.ladders if each.name == covered.name), None)
    on = "" if covered.name == DEFAULT and not home.settings.ladders else f" on {_called(ladder)}"
    silent = [each for each in covered.stretches if not each.rungs]
    if hours := _said(silent, window, now):
        says = f"Nobody{on} is asked {hours}: {_then(ladder, silent, window)}"
        yield Doubt("ladder", says, "Ask somebody at these hours: hours of [[contacts]], [[rota]] or another rung.")
    if hours := _said([each for each in covered.stretches if each.asked == (CENTRE,)], window, now):
        yield Doubt("ladder", f"Only the centre{on} is asked {hours}.", "Is there a neighbour with a key?")
    far = [each for each in covered.stretches if each.people and not _goes(home, each)]
    # A ladder on which nobody ever can is another doubt.
    if any(_goes(home, each) for each in covered.stretches) and (hours := _said(far, window, now)):
        says = f"Nobody{on} who could go there is asked {hours}."
        yield Doubt("ladder", says, "An answer from afar sends nobody to the door: ask somebody near at these hours.")
    several = len({name for each in covered.stretches for name in each.asked}) > 1
    alone = [each for each in covered.stretches if len(each.asked) == 1 and each.people]
    # A ladder with a single name is another doubt.
    if several and (hours := _said(alone, window, now)):
        names = sorted({home.names(each.asked) for each in alone})
        says = f"Only one person{on} is asked ({', or '.join(names)}) {hours}."
        yield Doubt("ladder", says, "If they cannot answer, nobody else is asked at these hours.")


def _goes(home: Home, stretch: Stretch) -> bool:
    """Whether anybody who is asked then could be at the door."""
    near = any(home.contacts[ContactId(name)].can_attend for name in stretch.people)
    return near or (CENTRE in stretch.asked and home.centre_attends)


def _called(ladder: Ladder | None) -> str:
    return f'the ladder "{ladder.name}"' if ladder is not None else "the ladder"


def _said(stretches: list[Stretch], window: Window, now: datetime) -> str:
    """When that is, as people say it; nothing if it is never in these days."""
    spans = said(times(stretches), window, now)
    named, more = spans[:MOST_TIMES], len(spans) - MOST_TIMES
    if more > 0:
        named = (*named, f"{more} more times (carehub rota shows them)")
    words = "; ".join(named)
    return words if words.startswith(("at any hour", "daily")) or not words else f"on {words}"


def _then(ladder: Ladder | None, silent: list[Stretch], window: Window) -> str:
    """What an alarm does at such an hour."""
    classes = ladder.classes if ladder is not None and ladder.classes else ("life", "urgent")
    longest = max((end - start for start, end in times(silent)), default=timedelta())
    for_long = longest < timedelta(days=window.days)
    waits = f"an urgent alarm waits up to {_length(longest)} for the next" if for_long else "an urgent alarm waits"
    asks = "an alarm for life asks everybody in spite of their hours"
    said_ = (asks if "life" in classes else "", waits if set(classes) - {"life"} else "")
    return "; ".join(part for part in said_ if part) + "."


def _length(span: timedelta) -> str:
    minutes = round(span.total_seconds() / 60)
    if minutes < 120:
        return f"{minutes} min"
    return f"{minutes / 60:.0f} h" if minutes < 72 * 60 else f"{minutes / 60 / 24:.0f} days"


def _gone_by(settings: Settings, now: datetime) -> Iterator[Doubt]:
    over = [
        f"rota[{index}] ({each.contact}, until {each.until})"
        for index, each in enumerate(settings.rota)
        if once(each, settings.hub.timezone).end <= now
    ]
    if over:
        says = f"{', '.join(over)} {'is' if len(over) == 1 else 'are'} over."
        yield Doubt("people", says, "It does nothing any more: take it out." if len(over) == 1 else "Take them out.")


def _without_effect(settings: Settings, now: datetime) -> Iterator[Doubt]:
    for index, each in enumerate(settings.rota):
        meant = once(each, settings.hub.timezone)
        if meant.end <= now or _changes_something(settings, index):
            continue
        always = "may be asked then anyway" if each.asked else "would not be asked then anyway"
        says = f"rota[{index}] changes nothing: {each.contact} {always}, or a later entry says otherwise."
        yield Doubt("people", says, "Are its times right, and does the contact's hours say what is meant?")


def _changes_something(settings: Settings, index: int) -> bool:
    """Whether the contact's rota would be another without this entry."""
    each = settings.rota[index]
    meant = once(each, settings.hub.timezone)
    without = Home(structs.replace(settings, rota=settings.rota[:index] + settings.rota[index + 1 :]))
    edges = (meant.start, *without.rota_edges(each.contact, meant.start, meant.end))
    with_it = Home(settings)
    return any(with_it.may_be_asked(each.contact, at) != without.may_be_asked(each.contact, at) for at in edges)
