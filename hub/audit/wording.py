"""The auditor's texts: what is wrong with the hub, and who waits. Each goes into one part and can be read aloud."""

from datetime import datetime, timedelta

from hub.audit.people import asks_for_somebody, unanswered
from hub.audit.seen import Stored
from hub.audit.telling import Telling
from hub.audit.troubles import DEAD, ILL, Sort, Trouble
from hub.core.gsm import PLACES, cut, fits, places, plain
from hub.core.home import Home
from hub.core.localtime import local
from hub.model.incidents import Incident
from hub.model.kinds import KINDS

SERVICE = "CareHub"
UNSURE = "Ring 999 if you cannot be sure."
NAME = PLACES // 4
"""Places that a name may take, so that the longest leaves room for what is wrong."""

SAYS: dict[Sort, str] = {
    "stopped": "the hub has stopped",
    "frozen": "the hub hangs",
    "missing": "the hub has not started",
    "restarting": "the hub keeps restarting",
    "ticking": "the hub is stuck",
    "step": "the hub does not go on",
    "outbox": "texts do not leave",
    "arriving": "texts leave and do not arrive",
    "unreachable": "{name} cannot be texted",
    "store": "what the hub keeps cannot be read",
    "disk": "the hub's disk is full",
    "clock": "its clock was wrong by {name}",
}
"""What is wrong, in the middle of a sentence."""

NOBODY_HEARS = "No alarm gets out of this home now. See that the hub has power, or ring whoever looks after it."
NOT_RELIED_ON = "Do not rely on its alarms. Ring whoever looks after the hub."
STILL_GO = "Alarms still go out. Tell whoever looks after the hub."

MEANS: dict[Sort, str] = {
    **dict.fromkeys(DEAD, NOBODY_HEARS),
    **dict.fromkeys(("restarting", "ticking", "step", "outbox", "arriving"), NOT_RELIED_ON),
    **dict.fromkeys(("store", "disk", "clock"), STILL_GO),
    "unreachable": "An alarm goes to the others only. Ask for another number.",
}
"""What it means, and what to do, while nobody waits for help."""


def text(telling: Telling, stored: Stored | None, urgent: bool, home: Home, at: datetime, boot: float) -> str:
    """What to tell now. `stored`: what is known of people; `urgent`: the hub said that an alarm is open."""
    since = {m.trouble.key: at - timedelta(seconds=boot - m.began) for m in (*telling.troubles, *telling.over)}
    troubles = tuple(m.trouble for m in telling.troubles)
    if not troubles:
        ended = tuple(m.trouble for m in telling.over)
        return over(ended, since[ended[0].key], home, at)
    first = troubles[0]
    incident = worst(stored.open, first.incident) if stored else None
    if incident is not None and first.sort in ILL:
        return waiting(first, incident, home, at)
    if stored is None and urgent and first.sort in ILL:
        return open_alarm(first, home, at)
    return wrong(troubles, home, at, since[first.key] if telling.troubles[0].told else None)


def wrong(troubles: tuple[Trouble, ...], home: Home, at: datetime, since: datetime | None = None) -> str:
    """Something is wrong, and nobody waits for help. `troubles`: gravest first; `since`: it was told before."""
    worst = troubles[0]
    lasting = f" since {_clock(since, home)}" if since else ""
    first, *others = (f"{_says(each)}{lasting}." for each in troubles)
    whole = _joined(_head(home, at, address=True), first, MEANS[worst.sort])
    if not fits(whole):
        whole = _behind(_head(home, at), first, MEANS[worst.sort])
    return _extended(whole, [f"Also: {each}" for each in others])


def waiting(trouble: Trouble, incident: Incident, home: Home, at: datetime) -> str:
    """Something is wrong, and somebody waits for help: what happened, who has answered, who was told last."""
    happened = f"{_happened(incident)} {_clock(incident.raised or incident.began, home)}"
    answered = "nobody has answered" if unanswered(incident) else f"{_holder(incident)} has it"
    said = f"{happened}, {answered}, and {_says(trouble)}."
    tail = _tail(incident)
    last = _last_told(incident, home)
    for more in (last, ""):
        if fits(whole := _joined(_head(home, at), said, more, tail)):
            return whole
    return _behind(_head(home, at), said, tail)


def open_alarm(trouble: Trouble, home: Home, at: datetime) -> str:
    """Something is wrong and an alarm is open, but nobody can read which."""
    return _joined(_head(home, at), f"an alarm is open, and {_says(trouble)}.", UNSURE)


def over(troubles: tuple[Trouble, ...], since: datetime, home: Home, at: datetime) -> str:
    """What was told is over."""
    works = "the hub works again." if troubles[0].sort in DEAD else "over."
    first, *others = troubles
    whole = _joined(_head(home, at), works, f"It was: {_says(first)}, from {_clock(since, home)}.")
    return _extended(whole, [f"Also: {_says(each)}." for each in others])


def worst(incidents: tuple[Incident, ...], stuck: str | None = None) -> Incident | None:
    """The incident that a text must speak of: the one that is stuck, else unanswered before answered, life first."""
    asking = [incident for incident in incidents if asks_for_somebody(incident)]

    def order(one: Incident) -> tuple[bool, bool, bool, bool, datetime]:
        return one.id != stuck, not unanswered(one), one.life_saving, one.grave != "life", one.began

    return min(asking, key=order, default=None)


def _head(home: Home, at: datetime, *, address: bool = False) -> str:
    resident = home.resident(None)
    name, hint = cut(plain(resident.name).strip(), NAME), plain(resident.address_hint).strip(" .") if address else ""
    return f"{SERVICE} {_clock(at, home)}: {', '.join(part for part in (name, hint) if part)}:"


def _says(trouble: Trouble) -> str:
    return SAYS[trouble.sort].format(name=cut(plain(trouble.name), NAME))


def _happened(incident: Incident) -> str:
    says = KINDS["life-saving fault" if incident.life_saving else incident.kind].says
    return f"{says[:1].lower()}{says[1:]}"


def _holder(incident: Incident) -> str:
    return cut(plain(incident.holder.name), 20) if incident.holder else "somebody"


def _tail(incident: Incident) -> str:
    if incident.life_saving:
        return "Ring whoever looks after it."
    return UNSURE if unanswered(incident) else f"Ring {_holder(incident)}: nobody else is told now."


def _last_told(incident: Incident, home: Home) -> str:
    asked = [entry for entry in incident.told if entry.purpose == "alarm"]
    if not asked:
        return "Nobody was told yet."
    return f"Last told: {cut(plain(home.names((asked[-1].to,))), 20)} {_clock(asked[-1].at, home)}."


def _clock(at: datetime, home: Home) -> str:
    return local(at, home.timezone).strftime("%H:%M")


def _joined(*parts: str) -> str:
    return " ".join(stripped for part in parts if (stripped := part.strip()))


def _behind(head: str, *rest: str) -> str:
    """All of the rest, and of the head (the name is its end) what has room."""
    said = _joined(*rest)
    return _joined(cut(head, PLACES - places(said) - 1), said)


def _extended(whole: str, more: list[str]) -> str:
    """`whole`, and of `more` what has room."""
    for part in more:
        if fits(longer := f"{whole} {part}"):
            whole = longer
    return whole
