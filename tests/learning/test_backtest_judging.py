"""The protocol on homes whose every movement is known: the figures can be worked out by hand."""

from datetime import timedelta

import pytest

from hub.core.engine import Engine
from hub.core.fold import fold
from hub.learning.homes import protocol, silences
from hub.learning.homes.delays import delays, quantile
from hub.learning.homes.figures import pooled
from hub.learning.homes.following import Follower, shipped
from hub.learning.homes.judging import KINDS, Case, case, judge, worth
from hub.learning.homes.labels import Label
from hub.learning.homes.plain_caps import PlainCap
from hub.learning.homes.recorded_home import RecordedHome
from hub.model.events import Event, Reported, Said
from hub.model.findings import Finding
from hub.replay import Overheard
from tests.support.recorded_homes import DAY, HOUR, MINUTE, START, away, home, steady, without

CAP = Follower((PlainCap(cap=4 * HOUR),), KINDS)


def test_a_home_that_never_rests_has_no_false_alarm_and_a_delay_of_the_cap() -> None:
    figures, false, no_return = worth(case(home(steady(30)), 200, 1), CAP)
    assert (figures.false_alarms, figures.per_30_days, figures.days, false, no_return) == (0, 0.0, 16.0, (), ())
    assert figures.collapse.count == 200 and figures.collapse.missed == 0
    assert 3.8 < figures.collapse.hours[0] < 3.95 < figures.collapse.hours[-1] <= 4.0
    assert figures.collapse.within_4h == 1.0


def test_each_long_silence_after_the_history_is_one_false_alarm() -> None:
    rows = steady(44)
    for day, hours in ((5, 6), (20, 6), (30, 3), (35, 30)):  # the first is history, the third is short
        rows = without(rows, START + day * DAY, hours * HOUR)
    figures, false, _ = worth(case(home(rows), 10, 1), CAP)
    assert [(a.since, a.silence, a.outage) for a in false] == [
        (START + 20 * DAY, 6.0, False),
        (START + 35 * DAY, 30.0, True),
    ]
    assert (figures.false_alarms, figures.per_30_days, figures.outages) == (2, 2.0, 1)
    assert false[0].at == START + 20 * DAY + 4 * HOUR


def test_going_out_is_no_false_alarm_of_what_knows_the_door_and_nobody_collapses_then() -> None:
    made = home(away(steady(30), START + 20 * DAY, 8 * HOUR))
    of = case(made, 500, 1)
    assert worth(of, CAP)[0].false_alarms == 0
    out = START + 20 * DAY + 2 * MINUTE, START + 20 * DAY + 8 * HOUR - 2 * MINUTE
    assert not [at for at in of.collapses if out[0] < at < out[1]]


def test_who_collapses_after_the_alert_is_found_by_those_who_come_for_it() -> None:
    of = case(home(without(steady(16), START + 12 * DAY, 6 * HOUR)), 1, 1)
    late = Case(
        home=of.home, silences=of.silences, judged_from=of.judged_from, at_home=1, collapses=(START + 12.2 * DAY,)
    )
    waited = worth(late, CAP)[0].collapse
    assert (waited.standing, waited.hours) == (1, (0.0,))


def test_who_is_never_looked_for_waits_for_the_whole_horizon() -> None:
    waited = worth(case(home(steady(30)), 3, 1), Follower((PlainCap(cap=90 * HOUR),), KINDS))[0].collapse
    assert (waited.missed, waited.hours, waited.within_4h) == (3, (48.0, 48.0, 48.0), 0.0)


def test_a_label_says_when_nobody_was_in() -> None:
    rows = steady(30)
    out = Label(START + 20 * DAY, START + 29 * DAY, "leave_house"), Label(START, START + DAY, "sleep")
    of = case(home(rows, tuple(sorted(out))), 300, 3)
    assert not [at for at in of.collapses if out[0].start < at < out[0].end]
    assert of.at_home == pytest.approx((16 - 9) * 24)


def test_leaving_that_is_labelled_as_a_moment_lasts_until_coming_home_or_movement() -> None:
    rows = away(steady(30), START + 20 * DAY, 8 * HOUR)
    moment = Label(START + 20 * DAY + MINUTE, START + 20 * DAY + 2 * MINUTE, "Leave_Home")
    spans = (Label(START, START + MINUTE, "x"), moment, Label(START + 29 * DAY, START + 29 * DAY, "x"))
    assert case(home(rows, spans), 1, 1).at_home == pytest.approx(16 * 24 - 8, abs=0.1)
    back = (Label(START, START, "x"), moment, Label(START + 20 * DAY + 9 * HOUR, START + 21 * DAY, "Enter_Home"))
    assert home(rows, back).out == ((moment.start, START + 20 * DAY + 9 * HOUR),)


def test_nobody_can_say_who_was_in_during_a_very_long_silence() -> None:
    of = case(home(without(steady(30), START + 20 * DAY, 13 * HOUR)), 1, 1)
    assert of.at_home == pytest.approx(16 * 24 - 13, abs=0.2)


@pytest.mark.parametrize(
    ("log", "learned"),
    [(60, 14), (24, 14), (23, 10), (16, 9.6), (13, 8), (10, 8), (9.9, None), (3, None)],
)
def test_how_long_a_home_is_learned(log: float, learned: float | None) -> None:
    found = protocol.history(timedelta(days=log))
    assert (None if found is None else round(found / DAY, 2)) == learned


def test_a_log_that_is_too_short_is_not_judged() -> None:
    result = judge(case(home(steady(7)), 5, 1))
    assert (result.history, result.figures.days, result.figures.per_30_days) == (None, 0.0, None)
    assert result.figures.collapse.count == 0 and result.figures.collapse.median is None


def test_the_seed_decides_the_moments() -> None:
    made = home(steady(30))
    one, same, other = (case(made, 50, seed).collapses for seed in (1, 1, 2))
    assert one == same != other
    assert list(one) == sorted(one) and one[0] >= START + 14 * DAY


def test_homes_are_pooled_by_days_and_delays_by_home() -> None:
    short, long = (worth(case(home(steady(days)), 5, 1), CAP)[0] for days in (26, 62))
    both = pooled([short, long])
    assert (both.days, both.collapse.count) == (12 + 48, 10)
    assert both.collapse.median == pytest.approx(
        ((short.collapse.median or 0) + (long.collapse.median or 0)) / 2, abs=1e-3
    )


def test_quantiles_lie_between_neighbours() -> None:
    assert [quantile((1.0, 2.0, 4.0), share) for share in (0.0, 0.5, 0.75, 1.0)] == [1.0, 2.0, 3.0, 4.0]
    assert quantile((), 0.5) is None and delays((), 0, 0, 4.0).within_4h is None


def with_heartbeats(made: RecordedHome, until: timedelta) -> list[Event]:
    """The recording as a hub hears it: each sensor also says every 50 minutes that it lives."""
    events: list[Event] = list(made.events)
    for device in made.settings.devices:
        beats = int((made.ends + until - made.begins) / (50 * MINUTE))
        for n in range(1, beats):
            at = made.begins + n * 50 * MINUTE + timedelta(seconds=7)
            events.append(Reported(at=at, source="recorded", name=device.id, said=(Said("heard", True),), seen=at))
    return sorted(events, key=lambda event: event.at)


def engines_own(made: RecordedHome, events: list[Event]) -> list[Finding]:
    """What the shipped detectors find within the whole engine."""
    heard: list[Finding] = []
    engine = Engine(lambda s: tuple(Overheard(d, heard) for d in shipped(s, KINDS).parts))  # type: ignore[misc]
    state = engine.start("made", made.settings, made.begins)
    for event in events:
        for _, after, _ in fold(engine, state, event):
            state = after
    return [finding for finding in heard if finding.kind in KINDS and finding.turn == "concern"]


def test_the_whole_engine_finds_the_same() -> None:
    made = home(away(without(steady(20, 30 * MINUTE), START + 15 * DAY, 20 * HOUR), START + 17 * DAY, 6 * HOUR))
    follower = shipped(made.settings, KINDS)
    followed = follower.follow(made.readings, (made.ends,))
    after = follower.onwards(followed.known[0], made.ends + protocol.HORIZON - HOUR)
    found = engines_own(made, with_heartbeats(made, protocol.HORIZON))
    assert [(f.at, f.because) for f in found] == [(a.at, a.because) for a in (*followed.alerts, *after)]
    assert len(followed.alerts) >= 1 and len(after) == 1


def test_silences_know_what_began_them() -> None:
    found = silences.silences(home(away(steady(20), START + 5 * DAY, 3 * HOUR)))
    long = [silence for silence in found if silence.length > HOUR]
    assert [(silence.door, silence.room) for silence in long] == [(True, "hall")]
    assert silences.around(found, START + 5 * DAY + HOUR) == long[0]
    assert silences.around(found, START - DAY) is None
