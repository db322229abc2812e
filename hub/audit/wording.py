"""The auditor's texts: what is wrong with the hub, and who waits. Each goes into one part and can be read aloud.

`to` is whoever speaks to the one who gets the text, in their language (`hub/core/languages/__init__.py` says how).
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from hub.audit.people import asks_for_somebody, unanswered
from hub.audit.seen import Stored
from hub.audit.telling import Telling
from hub.audit.troubles import DEAD, ILL, Sort, Trouble
from hub.core.gsm import PLACES, cut, fits, places, plain
from hub.core.speech import Speaker
from hub.core.wording import joined
from hub.model.incidents import Incident
from hub.model.kinds import KINDS

SERVICE = "CareHub"
UNSURE = "Ring 999 if you cannot be sure."
SHORT_UNSURE = "Ring 999."
NAME, SHORT_NAME = PLACES // 4, PLACES // 8
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


def text(to: Speaker, telling: Telling, stored: Stored | None, urgent: bool, at: datetime, boot: float) -> str:
    """What to tell now. `stored`: what is known of people; `urgent`: the hub said that an alarm is open."""
    since = {m.trouble.key: at - timedelta(seconds=boot - m.began) for m in (*telling.troubles, *telling.over)}
    if not telling.troubles:
        ended = tuple(m.trouble for m in telling.over)
        return over(to, ended, since[ended[0].key], at)
    troubles = tuple(m.trouble for m in telling.troubles)
    first = troubles[0]
    incident = worst(stored.open, first.incident) if stored else None
    if incident is not None and first.sort in ILL:
        return _extended(to, waiting(to, first, incident, at), troubles[1:])
    if stored is None and urgent and first.sort in ILL:
        return open_alarm(to, first, at)
    return wrong(to, troubles, at, since[first.key] if telling.troubles[0].told is not None else None)


def wrong(to: Speaker, troubles: tuple[Trouble, ...], at: datetime, since: datetime | None = None) -> str:
    """Something is wrong, and nobody waits for help. `troubles`: gravest first; `since`: it was told before."""
    worst_, *others = troubles
    first = to.say("{what} since {clock}.", what=_says(to, worst_), clock=to.clock(since)) if since else None
    said = (first or f"{_says(to, worst_)}.", plain(to.word(MEANS[worst_.sort])))
    whole = joined(_head(to, at, address=True), *said)
    if not fits(whole):
        whole = _behind(to, at, *said)
    return _extended(to, whole, others)


def waiting(to: Speaker, trouble: Trouble, incident: Incident, at: datetime) -> str:
    """Something is wrong, and somebody waits for help: what happened, who has answered, who was told last."""
    happened = f"{_happened(to, incident)} {to.clock(incident.raised or incident.began)}"
    answered = (
        to.say("nobody has answered") if unanswered(incident) else to.say("{name} has it", name=_holder(incident))
    )
    said = plain(
        to.say("{happened}, {answered}, and {what}.", happened=happened, answered=answered, what=_says(to, trouble))
    )
    whole, short = (plain(each) for each in _tails(to, incident))
    for last, tail in ((_last_told(to, incident), whole), ("", whole), ("", short)):
        if fits(text_ := joined(_head(to, at), said, last, tail)):
            return text_
    return _behind(to, at, said, short)


def open_alarm(to: Speaker, trouble: Trouble, at: datetime) -> str:
    """Something is wrong and an alarm is open, but nobody can read which."""
    said = plain(to.say("an alarm is open, and {what}.", what=_says(to, trouble)))
    return _behind(to, at, said, plain(to.say(UNSURE)))


def over(to: Speaker, troubles: tuple[Trouble, ...], since: datetime, at: datetime) -> str:
    """What was told is over."""
    first, *others = troubles
    works = to.say("the hub works again.") if first.sort in DEAD else to.say("over.")
    was = to.say("It was: {what}, from {clock}.", what=_says(to, first), clock=to.clock(since))
    return _extended(to, _behind(to, at, plain(works), plain(was)), others)


def worst(incidents: tuple[Incident, ...], stuck: str | None = None) -> Incident | None:
    """The incident that a text must speak of: the one that is stuck, else unanswered before answered, life first."""

    def order(one: Incident) -> tuple[bool, bool, bool, bool, datetime]:
        return one.id != stuck, not unanswered(one), one.life_saving, one.grave != "life", one.began

    return min((incident for incident in incidents if asks_for_somebody(incident)), key=order, default=None)


def _head(to: Speaker, at: datetime, *, address: bool = False) -> str:
    resident = to.home.resident(None)
    name, hint = (
        cut(plain(to.resident(None)).strip(), NAME),
        plain(resident.address_hint).strip(" .") if address else "",
    )
    return f"{SERVICE} {to.clock(at)}: {', '.join(part for part in (name, hint) if part)}:"


def _says(to: Speaker, trouble: Trouble) -> str:
    return plain(to.word(SAYS[trouble.sort]).format(name=cut(plain(trouble.name), SHORT_NAME)))


def _happened(to: Speaker, incident: Incident) -> str:
    says = to.word(KINDS["life-saving fault" if incident.life_saving else incident.kind].says)
    return plain(f"{says[:1].lower()}{says[1:]}")


def _holder(incident: Incident) -> str:
    return cut(plain(incident.holder.name), SHORT_NAME) if incident.holder else "?"


def _tails(to: Speaker, incident: Incident) -> tuple[str, str]:
    """What to do, whole and in fewer places."""
    if incident.life_saving:
        return to.say("Ring whoever looks after it."), to.say("Ring whoever looks after it.")
    if unanswered(incident):
        return to.say(UNSURE), to.say(SHORT_UNSURE)
    return to.say("Ring them: nobody else is told now."), to.say("Ring them.")


def _last_told(to: Speaker, incident: Incident) -> str:
    asked = [entry for entry in incident.told if entry.purpose == "alarm"]
    if not asked:
        return plain(to.say("Nobody was told yet."))
    name = cut(plain(to.names((asked[-1].to,))), SHORT_NAME)
    return plain(to.say("Last told: {name} {clock}.", name=name, clock=to.clock(asked[-1].at)))


def _behind(to: Speaker, at: datetime, *rest: str) -> str:
    """All of the rest, and of the name what has room."""
    head, first, *tail = f"{SERVICE} {to.clock(at)}:", *rest
    # Names of brackets and euro signs take two places a letter: then the first sentence is cut, never what to do.
    said = joined(cut(first, PLACES - places(joined(head, *tail)) - 1), *tail)
    name = cut(plain(to.resident(None)).strip(), min(NAME, PLACES - places(joined(head, said)) - 2))
    return joined(head, f"{name}:" if name else "", said)


def _extended(to: Speaker, whole: str, others: Iterable[Trouble]) -> str:
    """`whole`, and of the other troubles what has room."""
    for trouble in others:
        more = plain(to.say("Also: {what}.", what=_says(to, trouble)))
        if fits(longer := f"{whole} {more}"):
            whole = longer
    return whole
