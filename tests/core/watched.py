"""A hub as it is seen from outside, in virtual time, and an auditor that looks at it."""

from datetime import datetime, timedelta
from typing import Any

from msgspec import structs

from hub.audit import judge, telling, wording
from hub.audit.bounds import BOUNDS
from hub.audit.people import unanswered
from hub.audit.seen import Leaving, Process, Pulse, Seen, Stored
from hub.core import gsm
from hub.core.home import Home
from hub.core.speech import speaker
from hub.model.ids import ContactId, EffectKey, IncidentId
from hub.model.incidents import Holder, Incident, Place, Told
from tests.core.samples import ANNA, BEN, at, home, incident

BEGAN = at("03:00")
Words = tuple[float, str]


class Watched:
    """Mary's hub, and who watches it. `wait` lets time pass with a look every 5 s; what was told is in `texts`."""

    def __init__(self, lived: Home | None = None, boot: float = 1000.0) -> None:
        self.home = lived or home()
        self.speaker = speaker(self.home, "anna")
        self.boot, self.wall, self.hub_ahead = boot, BEGAN, 0.0
        self.began = boot
        self.vouched = True
        self.pulse: Pulse | None = None
        self.process: Process = "runs"
        self.beats = True
        self.stored: Stored | None = Stored()
        self.unreadable = ""
        self.free: int | None = 10**9
        self.more: dict[str, Any] = {"pid": 77}
        self.sends = True
        self.quiet = False
        self.matters: telling.Matters = {}
        self.texts: list[Words] = []
        self.beat()
        self.memory = judge.start(self.seen())

    @property
    def now(self) -> datetime:
        """The hub's own time."""
        return self.wall + timedelta(seconds=self.hub_ahead)

    def beat(self) -> None:
        self.pulse = Pulse(**{"at": self.now, "last_step": self.now, "seq": 1, **self.more})

    def seen(self) -> Seen:
        looks = (
            self.unreadable == "" and judge.wants_the_store(self.memory, BOUNDS) if hasattr(self, "memory") else True
        )
        return Seen(
            boot=self.boot, wall=self.wall, vouched=self.vouched, pulse=self.pulse, process=self.process,
            stored=self.stored if looks else None, unreadable=self.unreadable, free=self.free,
        )  # fmt: skip

    def wait(self, seconds: float, every: float = 5.0) -> "Watched":
        end = self.boot + seconds
        while self.boot < end:
            self.pass_time(every)
            self.look()
        return self

    def pass_time(self, seconds: float) -> None:
        self.boot += seconds
        self.wall += timedelta(seconds=seconds)

    def look(self) -> None:
        if self.beats:
            self.beat()
        seen = self.seen()
        self.memory, troubles = judge.judge(self.memory, seen, self.home, BOUNDS)
        sure = judge.healthy(self.memory, BOUNDS)
        self.matters = telling.noted(self.matters, troubles, self.boot, sure, BOUNDS)
        known = self.stored.open if self.stored else ()
        waits = any(unanswered(one) for one in known)
        due = telling.due(self.matters, self.boot, self.quiet, waits, BOUNDS)
        if (due.troubles or due.over) and self.sends:
            urgent = self.pulse is not None and self.pulse.urgent
            body = wording.text(self.speaker, due, self.stored, urgent, self.wall, self.boot)
            assert gsm.fits(body), body
            self.matters = telling.told(self.matters, due, self.boot)
            self.texts.append((self.boot - self.began, body))

    # what may befall it

    def dies(self) -> "Watched":
        self.beats, self.process = False, "gone"
        return self

    def freezes(self) -> "Watched":
        self.beats, self.process = False, "held"
        return self

    def lives(self, pid: int = 78) -> "Watched":
        self.beats, self.process = True, "runs"
        self.more = {"pid": pid}
        return self

    def stops(self, urgent: bool = False) -> "Watched":
        """Told to, and with a last word."""
        self.more |= {"stopped": True, "urgent": urgent}
        self.beat()
        return self.dies()

    def leaps(self, seconds: float, hub_follows: bool = True) -> "Watched":
        self.wall += timedelta(seconds=seconds)
        self.hub_ahead -= 0.0 if hub_follows else seconds
        return self

    def calls(self, incident_: Incident, *leaving: Leaving, **more: Any) -> "Watched":
        self.more["urgent"] = True
        self.stored = Stored(open=(incident_,), leaving=leaving, **more)
        return self

    def said(self) -> list[str]:
        return [body for _, body in self.texts]


def pressed(now: datetime, until: timedelta = timedelta(minutes=2), **more: Any) -> Incident:
    """The help button, pressed now; Anna was told, and the next step comes after `until`."""
    told = Told(at=now, to="anna", way="text", purpose="alarm", key=EffectKey("e-1/1/anna"), number=str(ANNA.phone))
    made = incident("help", "Mary's pendant pressed", place=Place(since=now, until=now + until), told=(told,))
    return structs.replace(made, id=IncidentId("e-1"), began=now, raised=now, **more)


def held(by: str, of: Incident) -> Incident:
    who = Holder(name=by, contact=ContactId(by.lower()), can_attend=True, since=of.began, via="sms")
    return structs.replace(of, state="acknowledged", holder=who, place=None, due=of.began + timedelta(minutes=15))


def text_to(number: str | None, fate: str, when: datetime, **more: Any) -> Leaving:
    taken = fate in ("taken", "arrived")
    settled = more.pop("settled", when if taken else None)
    return Leaving(
        at=when, number=number or "", fate=fate, incident=IncidentId("e-1"), purpose="alarm" if number else None,  # type: ignore[arg-type]
        accepted=taken, settled=settled, **more,
    )  # fmt: skip


__all__ = ["ANNA", "BEGAN", "BEN", "Watched", "held", "pressed", "text_to"]
