"""Training: the same bytes each time, the same sums as scikit-learn, and a file that says when it was spoilt."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from msgspec import structs
from sklearn.ensemble import GradientBoostingClassifier

from detectors.fall import alarms
from detectors.fall.features import NAMES, features
from detectors.fall.front import AFTER, BEFORE, FrontEnd
from detectors.fall.model import Model, Unreadable, read, write
from detectors.fall.score import ROW, score
from hub.learning.falls import training
from hub.learning.falls.arrays import trees_of
from hub.learning.falls.hearing import samples
from hub.learning.falls.recordings import DataError
from hub.learning.falls.roughening import SMOOTH, rotation
from hub.learning.falls.scripted import Stream, scripted
from hub.learning.falls.steady import DEVICE
from hub.learning.falls.training import Trained, train
from hub.model.events import Impact
from tests.support import fall_data


@pytest.fixture(scope="module")
def trained() -> Trained:
    return train(fall_data.people(4, 3), "waist", 1)


def model(of: Trained) -> Model:
    found = read(of.file)
    assert isinstance(found, Model)
    return found


def test_the_same_data_and_seed_give_the_same_bytes(trained: Trained) -> None:
    steps: list[str] = []
    again = train(fall_data.people(4, 3), "waist", 1, lambda what, done, of: steps.append(f"{what} {done}/{of}"))
    assert again.file == trained.file
    assert steps[0] == "making streams of the recordings 0/3" and steps[-1] == "fitting the model 1/1"
    assert train(fall_data.people(4, 3), "waist", 2).file != trained.file, "the seed matters"


def test_arrays_reckon_what_scikit_learn_reckons() -> None:
    chance = np.random.default_rng(3)
    rows = chance.normal(size=(600, len(NAMES)))
    falls = rows[:, 0] + rows[:, 5] * rows[:, 7] + chance.normal(0, 0.3, 600) > 0.4
    fitted = GradientBoostingClassifier(n_estimators=80, max_depth=4, random_state=1).fit(rows, falls)
    shipped = structs.replace(train(fall_data.people(2, 1), "waist", 1).shipped, trees=trees_of(fitted))
    ours = Model(shipped)
    fresh = chance.normal(size=(500, len(NAMES)))
    assert np.abs([ours.sum(row) for row in fresh] - fitted.decision_function(fresh)).max() < 1e-9


def test_what_it_learned_holds_for_people_it_never_saw(trained: Trained) -> None:
    assert trained.chosen.sensitivity > 0.9 and trained.chosen.false_per_hour <= 0.5
    (stream,) = scripted(fall_data.people(1, 4, seed=99), SMOOTH, 5)
    told = alarms_of(stream, model(trained))
    falls = [span.impact for span in stream.spans if span.fall]
    assert len(told) >= len(falls) - 1
    assert all(min(abs(alarm - fall) for fall in falls if fall is not None) < 2 for alarm in told)


def alarms_of(stream: Stream, known: Model) -> list[float]:
    front, memory, told = FrontEnd(DEVICE), alarms.START, []
    began = None
    for batch in samples(stream):
        began = began or batch.at
        for event in front.take(batch):
            memory, alarm = alarms.step(memory, event, known)
            if alarm is not None:
                assert known.threshold <= alarm.score <= 1 and alarm.decided >= alarm.struck
                told.append((alarm.struck - began).total_seconds())
    return told


@given(seed=some.integers(0, 10**6))
@settings(max_examples=15, deadline=None)
def test_however_it_is_turned_the_same_alarms(trained: Trained, seed: int) -> None:
    """A score that stands at the threshold to the thousandth may fall on either side: rounding is not turned along."""
    (stream,) = scripted(fall_data.people(1, 1, seed=seed), SMOOTH, seed)
    turned = structs.replace(stream, acc=stream.acc @ rotation(np.random.default_rng(seed)).T)
    assert alarms_of(stream, model(trained)) == alarms_of(turned, model(trained))


@given(seed=some.integers(0, 10**6))
@settings(max_examples=30, deadline=None)
def test_features_do_not_depend_on_how_it_was_turned(seed: int) -> None:
    chance = np.random.default_rng(seed)
    acc, struck = fall_data.fall(15.0, chance)
    place = int(struck * 50)
    window = acc[place - BEFORE : place + AFTER + 1] * 1000
    turned = window @ rotation(chance).T
    one, other = (features(np.rint(each).astype(np.int16), 8.0) for each in (window, turned))
    counts = [place for place, name in enumerate(NAMES) if "for" in name or "moments" in name or "lasts" in name]
    others = [place for place in range(len(NAMES)) if place not in counts and "how long ago" not in NAMES[place]]
    assert np.abs(one - other)[others].max() < 0.05
    assert np.abs(one - other)[counts].max() <= 1


def test_a_window_of_an_old_journal_is_longer_and_scores_the_same(trained: Trained) -> None:
    (stream,) = scripted(fall_data.people(1, 1, seed=5), SMOOTH, 5)
    front, known = FrontEnd(DEVICE), model(trained)
    cut = next(each for batch in samples(stream) for each in front.take(batch) if isinstance(each, Impact))
    assert 0 < score(cut, known) < 1
    for longer, same in ((cut.window + b"\x10" * ROW * 25, score(cut, known)), (cut.window[:-ROW], 0.0)):
        assert score(structs.replace(cut, window=longer), known) == same


def test_a_file_that_was_spoilt_is_not_used(trained: Trained) -> None:
    at = trained.file.index(b'"threshold":') + len(b'"threshold":')
    spoilt = trained.file[:at] + b"1" + trained.file[at:]
    found = read(spoilt)
    assert isinstance(found, Unreadable) and "checksum" in found.because
    assert isinstance(read(trained.file[: len(trained.file) // 2]), Unreadable)
    older = write(structs.replace(trained.shipped, features=["peak"]))
    found = read(older)
    assert isinstance(found, Unreadable) and "another version" in found.because
    assert structs.asdict(model(trained).shipped) == structs.asdict(trained.shipped)


def test_recordings_that_teach_nothing_are_refused() -> None:
    life = [each for each in fall_data.people(3, 1) if not each.spans[0].fall]
    with pytest.raises(DataError, match="0 falls among .*two subjects, who fall and who do not"):
        train(life, "waist", 1)
    with pytest.raises(DataError, match="worn at wrist"):
        train(fall_data.people(2, 1), "wrist", 1)


def test_the_card_says_what_it_was_trained_on(trained: Trained) -> None:
    card = trained.shipped.card
    assert card["data sets"] == ["made"] and card["subjects"] == 4 and card["falls"] == 4 * 2 * 3
    assert card["of people left out"]["threshold"] == trained.shipped.threshold
    assert set(training.PLANS) == {"waist", "wrist", "pocket"}
