"""The voice: the real espeak-ng, which writes into a file here; and every way in which it can fail."""

import asyncio
import os
import time
import wave
from array import array
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from connectors.speech import CAN_AGAIN, FAILS, NO_CARD, NOT_THERE, SOON, Speech, became, voice
from hub.model.effects import Accepted, Announce, Receipt, Refused, TryAgain
from hub.model.events import FaultChanged
from hub.model.ids import EffectKey, IncidentId
from tests.shell.store_samples import text
from tests.support.door import RecordingDoor, TestClock, until

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
LOUD = 1000
"""Of 32767: louder than any noise of a voice that says nothing."""


def announce(says: str = "I have heard you. I am texting Anna.", language: str = "en-GB") -> Announce:
    return Announce(
        key=EffectKey("e-1/announce/e-1-1"), at=NOW, incident=IncidentId("e-1"), text=says, tone="heard",
        expires=NOW + timedelta(seconds=60), language=language,
    )  # fmt: skip


def said(file: Path) -> tuple[float, int]:
    """Seconds of a recording, and its loudest moment."""
    with wave.open(str(file)) as read:
        frames = array("h", read.readframes(read.getnframes()))
        return len(frames) / read.getframerate(), max(map(abs, frames), default=0)


@pytest.mark.parametrize(
    ("says", "language"),
    [("I have heard you. I am texting Anna.", "en-GB"), ("Mae Anna yn dod, ymhen tua deg munud.", "cy-GB")],
)
def test_it_says_it_in_both_languages(tmp_path: Path, says: str, language: str) -> None:
    file = tmp_path / "said.wav"
    assert asyncio.run(Speech(("-w", str(file))).send(announce(says, language))) == Accepted()
    seconds, loudest = said(file)
    assert 1.5 < seconds < 8 and loudest > LOUD


def test_the_two_languages_do_not_sound_alike(tmp_path: Path) -> None:
    spoken = []
    for language in ("en-GB", "cy-GB"):
        file = tmp_path / f"{language}.wav"
        assert asyncio.run(Speech(("-w", str(file))).send(announce("Mae popeth yn iawn.", language))) == Accepted()
        spoken.append(file.read_bytes())
    assert spoken[0] != spoken[1]


def test_a_language_without_a_catalogue_is_read_in_english() -> None:
    assert [voice(tag) for tag in ("en-GB", "en-AU", "cy", "cy-GB", "tlh-GB")] == ["en-gb"] * 2 + ["cy"] * 2 + ["en-gb"]


def test_nothing_but_the_voice_is_on_its_command_line_and_no_option_comes_from_a_name(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    program = script(tmp_path, f'echo "$@" > {seen}; cat >> {seen}')
    sentence = "--stdout -w /etc/x <break/> Siôn is coming."
    assert asyncio.run(Speech(program=program).send(announce(sentence))) == Accepted()
    assert seen.read_text().splitlines() == ["-v en-gb -s 140 --stdin", sentence]


def test_where_it_is_not_installed_that_is_said_and_not_tried_again() -> None:
    became = asyncio.run(Speech(program="no-such-voice").send(announce()))
    assert became == Refused(because="no-such-voice is not installed")


def test_without_a_sound_card_nothing_was_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The real one ends as if all were well; only what it complains of tells it."""
    nothing = tmp_path / "asound.conf"
    nothing.write_text("")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(nothing))
    for name in ("PULSE_SERVER", "PULSE_RUNTIME_PATH", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(tmp_path / "nowhere"))
    receipt = asyncio.run(Speech().send(announce()))
    assert isinstance(receipt, TryAgain) and "sound card" in receipt.because


def test_a_sound_card_that_hangs_is_given_up_and_leaves_no_process(tmp_path: Path) -> None:
    noted = tmp_path / "pid"
    program = script(tmp_path, f"echo $$ > {noted}; exec sleep 60")
    begun = time.monotonic()
    receipt = asyncio.run(Speech(program=program, longest=2.0).send(announce()))  # a process has time to begin
    assert isinstance(receipt, Refused) and time.monotonic() - begun < 30, "long before the program ends by itself"
    with pytest.raises(ProcessLookupError):
        os.kill(int(noted.read_text()), 0)


def test_a_hub_that_stops_takes_its_voice_with_it(tmp_path: Path) -> None:
    noted = tmp_path / "pid"
    program = script(tmp_path, f"echo $$ > {noted}.new; mv {noted}.new {noted}; exec sleep 60")

    async def story() -> None:
        speaking = asyncio.create_task(Speech(program=program).send(announce()))
        await until(noted.exists, "it has begun")
        speaking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await speaking

    asyncio.run(story())
    with pytest.raises(ProcessLookupError):
        os.kill(int(noted.read_text()), 0)


@pytest.mark.parametrize(
    ("code", "complaints", "kind"),
    [
        (0, b"", Accepted), (0, b"ALSA lib pcm_dmix.c: so\n", Accepted), (0, b"x\nerror: No such file", TryAgain),
        (1, b"Error: The specified espeak-ng voice does not exist.", TryAgain), (-9, b"", TryAgain),
        (0, b"ERROR: \xff", TryAgain),
    ],
)  # fmt: skip
def test_what_its_end_means(code: int, complaints: bytes, kind: type) -> None:
    assert type(became(code, complaints)) is kind


def test_where_there_is_nothing_to_say_no_voice_begins() -> None:
    assert asyncio.run(Speech(program="no-such-voice").send(announce(""))) == Accepted()


def test_it_says_nothing_but_announcements_and_knows_nothing_of_before() -> None:
    assert isinstance(asyncio.run(Speech().send(text(1))), Refused)
    assert asyncio.run(Speech().recall(announce())) is None


def script(folder: Path, does: str) -> str:
    program = folder / "voice"
    program.write_text(f"#!/bin/sh\n{does}\n")
    program.chmod(0o755)
    return str(program)


async def told(voice: Speech, *sends: int) -> list[tuple[bool, str]]:
    """What is told of a voice by which so many sentences are said, one after the other."""
    door = RecordingDoor()
    runs = asyncio.create_task(voice.run(door, TestClock()))
    for _ in range(sum(sends)):
        await voice.send(announce())
        await asyncio.sleep(0)
    await asyncio.sleep(0.01)
    runs.cancel()
    await asyncio.gather(runs, return_exceptions=True)
    assert {(fault.cause, fault.life_saving) for fault in door.of(FaultChanged)} <= {("voice", False)}
    return [(fault.present, fault.because) for fault in door.of(FaultChanged)]


def test_a_voice_that_is_not_installed_is_told_before_it_is_needed() -> None:
    assert asyncio.run(told(Speech(program="no-such-voice"))) == [(True, NOT_THERE)]
    assert asyncio.run(told(Speech(program="no-such-voice"), 5)) == [(True, NOT_THERE)], "and once"


def test_a_sound_card_that_takes_nothing_is_told_at_the_third_try_and_once(tmp_path: Path) -> None:
    program = script(tmp_path, "cat > /dev/null; echo 'error: no such device' >&2")
    assert asyncio.run(told(Speech(program=program), 2)) == []
    assert asyncio.run(told(Speech(program=program), 5)) == [(True, NO_CARD)]


@pytest.mark.parametrize(
    ("does", "longest", "says"),
    [("cat > /dev/null; exit 3", 30.0, FAILS), ("exec sleep 60", 0.3, NO_CARD), ("cat > /dev/null", 30.0, None)],
)
def test_what_is_wrong_with_it_is_told_in_words_for_people(
    tmp_path: Path, does: str, longest: float, says: str | None
) -> None:
    voice = Speech(program=script(tmp_path, does), longest=longest)
    assert asyncio.run(told(voice, 3)) == [(says is not None, says or CAN_AGAIN)]


def test_a_voice_that_is_back_is_told_and_silence_proves_nothing(tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.touch()
    program = script(tmp_path, f"cat > /dev/null; test ! -e {broken} || echo 'error: x' >&2")

    async def story() -> list[bool]:
        voice, door = Speech(program=program), RecordingDoor()
        runs = asyncio.create_task(voice.run(door, TestClock()))
        for says in ("a", "b", "c", ""):
            await voice.send(announce(says))
        await asyncio.sleep(0.01)
        broken.unlink()
        await voice.send(announce(""))
        await asyncio.sleep(0.01)
        assert [fault.present for fault in door.of(FaultChanged)] == [True], "nothing was said"
        await voice.send(announce("d"))
        await asyncio.sleep(0.01)
        runs.cancel()
        await asyncio.gather(runs, return_exceptions=True)
        return [fault.present for fault in door.of(FaultChanged)]

    assert asyncio.run(story()) == [True, False]


def test_two_sentences_are_never_said_at_once(tmp_path: Path) -> None:
    async def both() -> list[Receipt]:
        aloud = Speech(("-w", str(tmp_path / "said.wav")))
        return list(await asyncio.gather(aloud.send(announce()), aloud.send(announce())))

    first, second = asyncio.run(both())
    assert isinstance(first, Accepted)
    assert isinstance(second, TryAgain) and second.after == SOON
