"""Texts with the longest and strangest data: one part, the reply words and the code, whatever people are called."""

import re
from datetime import timedelta

from hypothesis import assume, given
from hypothesis import settings as tuned
from hypothesis import strategies as st
from msgspec import structs

from hub.core import (
    gsm,
    languages,
    sentences,
    wording,
    wording_accepted,
    wording_late,
)
from hub.core.home import Home
from hub.model.ids import IncidentId
from hub.model.incidents import Incident
from hub.model.kinds import KINDS
from tests.core.test_wording import EVERY, NOW, nasty, one_part, tags, to, words


@tuned(deadline=None)
@given(nasty(), words, words, tags)
def test_an_alarm_keeps_its_reply_words_and_its_reference(
    made: tuple[Home, Incident], then: str, note: str, tag: str
) -> None:
    lived, raised = made
    anna = to(lived, tag)
    assume("999" not in f"{then}{note}{wording.where(anna, raised)}{anna.home.room_name(raised.room)}")
    text = wording.alarm(anna, raised, NOW, wording.sentence(then * 2), (wording.sentence(note * 2),))
    one_part(text)
    asks = (wording.ASK_TO_MEND, wording.SHORT_ASK_TO_MEND) if raised.life_saving else (wording.ASK, wording.SHORT_ASK)
    if KINDS[raised.kind].asked_once:
        asks = (wording.ASK_OF_VISIT, wording.SHORT_ASK_OF_VISIT)
    assert text.endswith(tuple(gsm.plain(f"{anna.say(ask)} {raised.reference}") for ask in asks))
    assert gsm.plain(wording.says(anna, raised)) in text or KINDS[raised.kind].asked_once
    fire, nobody = gsm.plain(anna.say(wording.RING_999)), gsm.plain(anna.say(wording.NOBODY))
    assert (fire in text) == (KINDS[raised.kind].ring_999 and lived.settings.centre is None)
    assert raised.place is not None
    assert (nobody in text) == (raised.place.round > 1)
    assert raised.life_saving or KINDS[raised.kind].asked_once or raised.place.round == 1 or "999" in text
    unsure = [gsm.plain(anna.say(words_)) for words_ in (wording.UNSURE, wording.SHORT_UNSURE)]  # a name may hold 999
    assert not (raised.life_saving and any(each in text for each in unsure)), "nobody comes to mend a button by 999"
    first = gsm.plain(anna.resident(raised.resident)).strip(" .,;")[:8].strip(" .,;")  # a cut ends at a letter
    assert first in text, "the name must be told, or as much of it as fits"


@tuned(deadline=None)
@given(nasty(), words, words, tags)
def test_other_texts_fit_and_keep_their_reference(made: tuple[Home, Incident], name: str, says: str, tag: str) -> None:
    lived, about = made
    code, anna = about.reference, to(lived, tag)
    for does in ("is going", "is on the way, 999 min", "coordinates, but somebody must still go"):
        taken = wording.taken(anna, about, NOW, name, does)
        one_part(taken)
        assert taken.endswith(f" {code}")
    news = wording.news(anna, about, NOW, says * 3)
    question = wording.question(anna, about, NOW, 5)
    closed = wording.closed(anna, about, NOW)
    notice = wording.notice(anna, about, NOW)
    since = wording.since_then(anna, code, NOW, about.outcome, name, NOW + timedelta(days=9))
    late = wording_late.seen_again(anna, structs.replace(about, again=NOW), NOW + timedelta(days=9))
    still = wording_late.still_open(anna, about)
    for text in (news, question, closed, since, late, still, wording.not_understood(anna, code)):
        one_part(text)
        assert text.endswith(f" {code}")
    again = "In {minutes} min others are asked again."
    assert question.endswith(gsm.plain(f"{anna.say(again, minutes=5)} {code}"))
    one_part(notice)
    mend = gsm.plain(anna.say("Reply 1 if you will see to it."))
    assert not about.life_saving or notice.endswith(f"{mend} {code}")
    one_part(wording.restored(anna, about, NOW))
    fault = wording.does_not_work(anna, says * 3)
    one_part(fault)
    assert fault.endswith(gsm.plain(anna.say("It may not call for help. We have told your contacts.")))


SENTENCES = tuple(sentences.SENTENCES)


@tuned(deadline=None)
@given(nasty(), st.sampled_from(SENTENCES), words, words, tags)
def test_whatever_was_found_is_told_in_one_part(
    made: tuple[Home, Incident], template: str, name: str, reason: str, tag: str
) -> None:
    """Every sentence that the hub makes, with the longest and strangest names in it."""
    fixed = {"time": "08:32", "time2": "08:33 on 14 Jan", "span": "10 h 30 min", "number": "99.5",
             "hazard": "carbon monoxide", "limit": "limit 10 h 30 min after the night"}  # fmt: skip
    holes = languages.places_to_fill(template) - fixed.keys()
    why = template.format(**fixed, **{hole: reason if hole == "reason" else name for hole in holes})
    lived, about = made
    anna, about = to(lived, tag), structs.replace(about, because=why)
    for text in (
        wording.alarm(anna, about, NOW, wording.asked_next(anna, ("anna", "ben"), NOW)),
        wording.news(anna, about, NOW, why),
        wording.notice(anna, about, NOW), wording.does_not_work(anna, why),
        wording.restored(anna, about, NOW, why if len(why) < 40 else "works again"),
    ):  # fmt: skip
        one_part(text)


@tuned(deadline=None)
@given(nasty(), st.lists(words | st.sampled_from(wording_accepted.NEEDS), max_size=6), st.booleans(), tags)
def test_whoever_goes_hears_what_is_needed(made: tuple[Home, Incident], needs: list[str], key: bool, tag: str) -> None:
    lived, about = made
    residents = tuple(structs.replace(each, needs=tuple(needs)) for each in lived.settings.residents)
    anna = to(Home(structs.replace(lived.settings, residents=residents)), tag)
    text = wording_accepted.accepted(anna, about, NOW, key=key)
    one_part(text)
    assert text.endswith(f" {about.reference}")
    assert gsm.plain(anna.say("Thank you.")) in text


@EVERY
@tuned(deadline=None)
@given(nasty(), words, words)
def test_answers_about_a_device_fit(tag: str, made: tuple[Home, Incident], title: str, name: str) -> None:
    anna = to(made[0], tag)
    for how in ("broken", "works"):
        one_part(wording.noted(anna, title, name, how))
    one_part(wording.not_noted(anna, title))
    for word in ("FAULT", "FIXED"):
        one_part(wording.which(anna, (title or "x", name or "y", title + name), word))


@tuned(deadline=None)
@given(nasty(), st.integers(1, 40), tags)
def test_lists_of_incidents_never_cut_a_code(made: tuple[Home, Incident], many: int, tag: str) -> None:
    lived, first = made
    anna = to(lived, tag)
    assume(not re.search(r"[A-Z]\d", gsm.plain(anna.resident(first.resident))))  # a name may look like a code
    codes = [f"{letter}{digit}" for letter in "KMTRBHDWPF" for digit in "7492"][:many]
    several = tuple(structs.replace(first, id=IncidentId(c), reference=c) for c in codes)
    for text in (wording.summary(anna, several, NOW), wording.choices(anna, several)):
        one_part(text)
        assert {*re.findall(r"\b[KMTRBHDWPF][7492]\b", text.split("such as 1")[-1])} <= {*codes}
        listed = [code for code in codes if re.search(rf"\b{code}\b", text)]
        more = gsm.plain(anna.say("{codes} and {number} more.", codes="", number="9"))
        left = re.search(re.escape(more).replace("9", r"(\d+)"), text)
        assert len(listed) + (int(left[1]) if left else 0) >= len(codes)
    unsure = gsm.plain(anna.say(wording.UNSURE))
    assert (unsure in wording.summary(anna, several, NOW)) == (not first.life_saving)


@tuned(deadline=None)
@given(words, st.integers(0, 70))
def test_a_cut_text_is_never_too_long(text: str, most: int) -> None:
    assert gsm.places(gsm.cut(text, most)) <= most
