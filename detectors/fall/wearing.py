"""What does one event mean for one worn device? Judges its last impact, and whether it is worn at all."""

from datetime import datetime, timedelta

from msgspec import Struct, structs

from detectors.fall import alarms
from detectors.fall.dropped import dropped
from detectors.fall.first_week import ALIVE, FirstWeek, ends, worn
from detectors.fall.memory import Falls, Radar, Worn
from detectors.fall.model import Model
from detectors.fall.posture import STILL, walks
from detectors.fall.saying import Saying
from detectors.fall.strike import SETTLES, SOON, STILL_LONG, Seen, Stage, Strike, walked
from detectors.fall.strike import moved as after_movement
from hub.model.events import Impact, Movement
from hub.model.findings import Finding, Turn
from hub.model.household import Placement
from hub.model.ids import DeviceId, ResidentId, RoomId

VISITOR = timedelta(hours=2)
"""Whoever came through the door may be there so long: what moves then may be them, and proves nothing (our choice)."""

RADAR_BEFORE, RADAR_AFTER = timedelta(seconds=60), timedelta(minutes=5)
"""How far apart an impact and a radar's word may be one fall: a radar may wait minutes (its own setting, 1 to 5)."""

REMEMBERED = timedelta(minutes=10)
"""How long an impact that is over is remembered, for a radar that speaks late."""

DROPPED_FOR = timedelta(minutes=5)
"""Whoever dropped it picks it up, or is seen elsewhere, within this; if nothing moves at all, they may lie there."""

HEARD = timedelta(seconds=90)
"""Three reports of a wearable: one that was not heard for longer says nothing of its wearer."""

UNWORN = timedelta(hours=12)
"""Dead still for as long as that, as far as it was heard: forgotten in a drawer. A night is 8 to 10 h (our choice)."""

JUDGED: frozenset[Stage] = frozenset({"waits", "tried"})
WATCHED: frozenset[Stage] = frozenset({"withdrawn", "dropped"})


class Wearer(Struct, frozen=True):
    """One worn device as the settings and the shipped models describe it."""

    name: str
    who: ResidentId | None
    where: Placement
    model: Model


class Rules(Struct, frozen=True, kw_only=True):
    """The settings. `alone`: nobody else, and no pet, can move in the home. `eyes`: it has sensors of movement.
    `single`: one resident lives there.
    """

    timezone: str
    rooms: dict[RoomId, str]
    alone: bool
    eyes: bool
    single: bool
    cancel: timedelta
    first_week: timedelta
    long_lie: timedelta

    @property
    def key(self) -> str:
        """What deadlines are worked out with: `2`, that no device has one for not being worn, and these numbers."""
        return f"2 {self.cancel} {self.first_week} {self.long_lie}"


class Wearing:
    """One step of one device. `now` is what is known of it after each call; `found` what was concluded."""

    def __init__(
        self, rules: Rules, device: DeviceId, wearer: Wearer, falls: Falls, now: Worn | None, at: datetime
    ) -> None:
        self.rules, self.device, self.wearer, self.falls, self.at = rules, device, wearer, falls, at
        self.now = now or Worn(alarms=alarms.START, week=FirstWeek(), heard=at, alive=at)
        self.say = Saying(wearer.name, rules.timezone, at)
        self.found: list[Finding] = []

    # what comes from the device

    def took(self, event: Impact | Movement) -> None:
        """Its own word."""
        self._same_wearer()
        self._unheard(event)
        memory, alarm = alarms.step(self.now.alarms, event, self.wearer.model)
        self._know(alarms=memory, heard=self.at)
        if isinstance(event, Impact):
            self._know(cut=event)
        else:
            self._moved(event)
        if alarm is not None:
            self._alarm(alarm.struck, alarm.score)

    def _same_wearer(self) -> None:
        """Worn by somebody else, or elsewhere, it has a first week again."""
        week, wearer = self.now.week, self.wearer
        if (week.who, week.where) != (wearer.who, wearer.where):
            over = not self.rules.first_week
            self._know(week=FirstWeek(who=wearer.who, where=wearer.where, over=over), upright=None)

    def _unheard(self, event: Impact | Movement) -> None:
        """For as long as nothing was heard of it nobody knows that it lay still, or that it was not worn."""
        began = event.struck if isinstance(event, Impact) else event.at - timedelta(seconds=event.seconds)
        gap = began - self.now.heard
        if gap <= HEARD:
            return
        self._know(alive=self.now.alive + gap)
        strike = self.now.strike
        if strike is not None and strike.stage in WATCHED and not self._home_tells(strike):
            self._know(strike=structs.replace(strike, due=strike.due + gap))

    def _moved(self, span: Movement) -> None:
        self._worn(span)
        strike = self.now.strike
        if (strike is None or strike.stage not in JUDGED) and walks(span):
            self._know(upright=span.up)
        if strike is None:
            return
        if strike.stage not in WATCHED:
            self._judged(*after_movement(strike, span, self.now.upright, self.wearer.where))
        elif span.moving >= STILL and self._is_news(strike, span.at - timedelta(seconds=span.seconds)):
            self._know(strike=None)

    def _worn(self, span: Movement) -> None:
        """Somebody wears it; or it has lain somewhere for so long that people should know."""
        if span.moving >= ALIVE:
            if self.now.unworn:
                self._tell("technical", "restored", self.say.worn_again(), cause=f"not worn {self.device}")
            self._know(alive=self.at, unworn=False, week=worn(self.now.week, self.at, span.seconds))
            self.week_due()
        elif not self.now.unworn and self.now.week.since is not None and self.at - self.now.alive >= UNWORN:
            self._know(unworn=True)
            self._tell("technical", "concern", self.say.unworn(self.now.alive), cause=f"not worn {self.device}")

    def _judged(self, strike: Strike, shows: str) -> None:
        self._know(strike=strike)
        if shows == "up" and strike.stage in JUDGED:
            self._withdraw(strike, self.say.up())
        elif shows and shows != "up" and self._home_is_quiet(strike):
            self._lies(strike, shows)

    def _lies(self, strike: Strike, shows: str) -> None:
        if strike.stage in ("waits", "raised") and not strike.confirmed:
            self._raised(structs.replace(strike, confirmed=True))
            self._fall(self.say.still(strike.struck), confirms=True, at_once=True)
        elif strike.stage in ("tried", "counted") and shows == "long":
            home = self._home_tells(strike)
            self._raise_after_all(strike, self.say.still_for(STILL_LONG, strike.struck, home=home))

    def _raised(self, strike: Strike) -> None:
        """People are told of it, and no sensor and no cancel takes it back any more."""
        if strike.stage == "waits" and not self.now.week.over:
            self._know(week=structs.replace(self.now.week, raised=self.now.week.raised + 1))
        self._know(strike=structs.replace(strike, stage="raised", due=self.at + REMEMBERED))

    def _home_is_quiet(self, strike: Strike) -> bool:
        """Whether nothing in the home shows somebody on their feet; where others move, the home says nothing."""
        moved = self.falls.moved
        return not self.rules.alone or moved is None or moved < strike.struck + SETTLES

    def _home_tells(self, strike: Strike) -> bool:
        """Whether she would be seen in the home if she moved: nobody else can, and no door was used, eyes are open."""
        rules, falls = self.rules, self.falls
        out = falls.door is not None and falls.door >= strike.struck
        return rules.alone and rules.eyes and falls.sight.blind_since is None and not out

    # an impact that was taken for a fall

    def _alarm(self, struck: datetime, score: float) -> None:
        cut = self.now.cut
        impact = cut if cut is not None and cut.struck == struck else None
        strike = Strike(
            struck=struck, at=self.at, stage="tried", due=self.at + self.rules.cancel, score=score, impact=impact,
            room=self.falls.room,
        )  # fmt: skip
        radar = self._radar_of(struck)
        told = self.now.strike is not None and self.now.strike.stage == "waits"
        if impact is not None and dropped(impact):
            due, quiet_from = self.at + DROPPED_FOR, struck + SETTLES
            self._know(strike=structs.replace(strike, stage="dropped", due=due, quiet_from=quiet_from))
        elif told or radar is not None or self.now.week.over or score >= self.wearer.model.sure:
            self._know(strike=structs.replace(strike, stage="waits", radar=radar.name if radar else ""))
            because = self.say.fell() if radar is None or radar.sure else self.say.both(radar)
            self._fall(because, impact=impact, score=score, late=self.at - struck > timedelta(minutes=2))
        else:
            self._know(strike=strike)

    def _radar_of(self, struck: datetime) -> Radar | None:
        radar = self.falls.radar
        if radar is None or not -RADAR_BEFORE <= radar.at - struck <= RADAR_AFTER:
            return None
        return radar if radar.who in (None, self.wearer.who) else None

    def _withdraw(self, strike: Strike, because: str) -> None:
        """The wearer is up. Whether they stay so is watched."""
        if strike.radar:
            return
        if strike.stage == "waits":
            self._tell("fall", "withdrawn", because)
        due = self.at + self.rules.long_lie
        self._know(strike=structs.replace(strike, stage="withdrawn", due=due, quiet_from=self.at + SOON))

    def cancelled(self, by: ResidentId | None) -> None:
        """The resident ended it, and that stands. Whether they move again is watched, as after any that is over."""
        strike, theirs = self.now.strike, by == self.wearer.who or (by is None and self.rules.single)
        if strike is not None and strike.stage == "waits" and theirs:
            due, quiet_from = self.at + self.rules.long_lie, self.at + SOON
            over = structs.replace(strike, stage="withdrawn", due=due, quiet_from=quiet_from, cancelled=True)
            self._know(strike=over)

    def _raise_after_all(self, strike: Strike, because: str, evidence: tuple[str, ...] = ()) -> None:
        due = self.at + self.rules.cancel
        self._know(strike=structs.replace(strike, stage="waits", due=due, confirmed=True, cancelled=False))
        self._fall(because, impact=strike.impact, score=strike.score, evidence=evidence)

    # what the home shows

    def home(self, seen: Seen, *, through: bool) -> None:
        """Somebody moved in a room. `through`: an exit door was used lately, so that it may be a visitor."""
        strike = self.now.strike
        if strike is None or not self.rules.alone:
            return
        if strike.stage in JUDGED and not through:
            strike, about = walked(strike, seen, strike.room)
            self._know(strike=strike)
            if about:
                names = [self.rules.rooms.get(each, each) for each in (strike.seen[0].room, seen.room)]
                self._withdraw(strike, self.say.about(*names))
        elif strike.stage in WATCHED and self._is_news(strike, seen.at):
            self._know(strike=None)

    @staticmethod
    def _is_news(strike: Strike, at: datetime) -> bool:
        return strike.quiet_from is None or at >= strike.quiet_from

    def radar(self, radar: Radar) -> None:
        """A room radar saw a fall, or maybe one."""
        strike = self.now.strike
        if strike is None or self._radar_of(strike.struck) is None or strike.stage in WATCHED:
            return
        if strike.stage in ("waits", "raised"):
            self._know(strike=structs.replace(strike, radar=radar.name))
            self._fall(self.say.both(radar), confirms=True, room=radar.room)
        else:
            self._know(strike=structs.replace(strike, radar=radar.name))
            self._raise_after_all(structs.replace(strike, radar=radar.name), self.say.both(radar))

    # time

    def due(self) -> None:
        """What runs out by now."""
        self.week_due()
        strike = self.now.strike
        if strike is None or strike.due > self.at:
            return
        match strike.stage:
            case "waits":
                self._raised(strike)
            case "tried":
                self._counted(strike)
            case "raised" | "counted":
                self._know(strike=None)
            case _:
                self._lay_on(strike)

    def _counted(self, strike: Strike) -> None:
        week = structs.replace(self.now.week, count=self.now.week.count + 1)
        self._know(week=week, strike=structs.replace(strike, stage="counted", due=self.at + REMEMBERED))
        self._fall(self.say.counted(strike.struck), turn="noted", impact=strike.impact, score=strike.score)

    def _lay_on(self, strike: Strike) -> None:
        """Nothing moved since, if anything could have told."""
        home = self._home_tells(strike)
        if not home and self.at - self.now.heard > HEARD:
            self._know(strike=structs.replace(strike, due=self.at + self.rules.long_lie))
        elif strike.stage == "dropped" and not home and not self.now.week.over:
            self._counted(strike)
            self._know(strike=None)
        elif strike.stage == "dropped":
            self._raise_after_all(strike, self.say.left(DROPPED_FOR, strike.struck, home=home))
        else:
            because = self.say.still_for(self.rules.long_lie, strike.struck, home=home)
            ended = "cancelled" if strike.cancelled else "withdrawn"
            self._raise_after_all(strike, because, evidence=(f"the fall was {ended} at first",))

    def week_due(self) -> None:
        """The first week is over: it calls by itself from now on, and people hear what it would have done."""
        week = self.now.week
        due = ends(week, self.rules.first_week)
        if due is None or due > self.at:
            return
        self._know(week=structs.replace(week, over=True))
        if not self.rules.first_week:
            return
        because = self.say.week_over(week.count, week.raised, self.rules.first_week.days)
        self._tell("news", "concern", because, cause=f"first week {self.device}")

    def next(self) -> datetime | None:
        """When something runs out next."""
        strike = self.now.strike
        dues = (strike.due if strike else None, ends(self.now.week, self.rules.first_week))
        return min((due for due in dues if due is not None), default=None)

    def unseen(self, gap: timedelta) -> None:
        """For so long the hub was off, up to now: that is nobody's stillness, and no day of a first week.

        What waited for a cancel is raised at once, also if it was off for no time at all.
        """
        week = self.now.week
        since = None if week.since is None else week.since + gap
        if gap:
            heard, alive = self.now.heard + gap, self.now.alive + gap
            self._know(heard=heard, alive=alive, week=structs.replace(week, since=since))
        strike = self.now.strike
        if strike is not None and gap:
            strike = structs.replace(strike, due=strike.due + gap, still=None, up=None)
            self._know(strike=strike)
        if strike is not None and strike.stage == "waits":
            self._raised(strike)

    # the answer

    def _know(self, **changes: object) -> None:
        self.now = structs.replace(self.now, **changes)

    def _fall(self, because: str, *, turn: Turn = "concern", room: RoomId | None = None, **more: object) -> None:
        where = room or (self.falls.room if self.rules.alone else None)
        self.found.append(
            Finding(
                kind="fall", turn=turn, at=self.at, because=because, device=self.device, room=where,
                resident=self.wearer.who, **more,  # type: ignore[arg-type]
            )
        )  # fmt: skip

    def _tell(self, kind: str, turn: Turn, because: str, cause: str = "") -> None:
        self.found.append(
            Finding(
                kind=kind, turn=turn, at=self.at, because=because, cause=cause, device=self.device,
                resident=self.wearer.who,
            )
        )  # fmt: skip
