"""Would a text or a call leave? `carehub check --live` against providers of texts and of calls."""

from typing import Any

import pytest

from hub.check import exit_code
from tests.check.checked_home import TEXTS, Home, closed_port, line
from tests.support import notify as govuk
from tests.support.carrier import ACCOUNT, SENDER, TOKEN, Behaviour, Carrier
from tests.support.outside import Outside
from tests.support.studio import FLOW


@pytest.mark.parametrize(
    ("balance", "ok", "says"),
    [("0.00", "bad", "is empty"), ("-1.20", "bad", "is empty"), ("4.99", "warn", "Only 4.99 GBP are left")],
)
def test_credit(home: Home, balance: str, ok: str, says: str) -> None:
    with Carrier() as carrier:
        carrier.balance = balance
        lines = home.texts(carrier.url).lines(live=True)
    assert line(lines, "texts", says).ok == ok
    assert exit_code(lines) == (1 if ok == "bad" else 0)


def test_a_token_that_twilio_does_not_take(home: Home) -> None:
    with Carrier(token="another") as carrier:
        lines = home.texts(carrier.url).lines(live=True)
    assert line(lines, "texts", "Twilio does not accept the account and token").ok == "bad"
    assert TOKEN not in str(lines)


def test_a_number_that_is_not_the_accounts_any_more(home: Home) -> None:
    with Carrier() as carrier:
        carrier.numbers = []
        lines = home.texts(carrier.url).lines(live=True)
    assert line(lines, "texts", "+447700900000 is not a number of this Twilio account.").ok == "bad"


def second(url: str, more: str = "") -> str:
    """GOV.UK Notify behind the first provider."""
    secret = 'token = { env = "NOTIFY" }'
    return f'[sms.second]\nprovider = "notify"\ntemplate = "{govuk.TEMPLATE}"\n{secret}\napi_base = "{url}"\n{more}'


def test_each_of_two_providers_is_asked(home: Home) -> None:
    with Carrier() as carrier, govuk.Notify() as notify:
        lines = home.texts(carrier.url).with_(second(notify.url)).lines(live=True)
    assert line(lines, "Twilio", "Twilio accepts us; 20.00 GBP are left.").ok == "ok"
    assert line(lines, "GOV.UK Notify", "GOV.UK Notify accepts the key, and the template is right.").ok == "ok"
    assert line(lines, "ways out", "An alarm can get out by Twilio and by GOV.UK Notify, but all by one").ok == "warn"


def test_one_of_two_providers_is_one_way_out(home: Home) -> None:
    with Carrier(token="another") as carrier, govuk.Notify() as notify:
        lines = home.texts(carrier.url).with_(second(notify.url)).lines(live=True)
    assert line(lines, "Twilio", "does not accept the account and token").ok == "bad"
    assert line(lines, "ways out", "ONE way out (GOV.UK Notify)").ok == "warn"
    assert exit_code(lines) == 0


def test_without_live_no_provider_is_asked(home: Home) -> None:
    with Carrier() as carrier, govuk.Notify() as notify:
        lines = home.texts(carrier.url).with_(second(notify.url)).lines()
        assert not carrier.requests and not notify.requests
    assert line(lines, "Twilio", "Account and token are here; whether Twilio takes them was not asked.").ok == "ok"
    assert line(lines, "GOV.UK Notify", "API key is here; whether GOV.UK Notify takes it was not asked.").ok == "ok"


@pytest.mark.parametrize(("change", "ok", "says"), [
    ({"key": govuk.KEY[:-1] + "f"}, "bad", "GOV.UK Notify does not accept the API key"),
    ({"templates": {}}, "bad", "GOV.UK Notify does not know the template."),
    ({"templates": {govuk.TEMPLATE: {"type": "sms", "body": "hello"}}}, "bad", "has no ((body))."),
    ({"templates": {govuk.TEMPLATE: {"type": "sms", "body": "Dear you, ((body))"}}}, "warn", "says more than ((body))"),
    ({"trouble": govuk.Behaviour("refuse", status=500, message="Internal server error")}, "bad", "cannot be asked"),
])  # fmt: skip
def test_what_notify_says(home: Home, change: dict[str, Any], ok: str, says: str) -> None:
    with Carrier() as carrier, govuk.Notify() as notify:
        for name, value in change.items():
            setattr(notify, name, value)
        lines = home.texts(carrier.url).with_(second(notify.url)).lines(live=True)
    assert line(lines, "GOV.UK Notify", says).ok == ok
    assert govuk.SECRET not in str(lines)


def test_a_provider_in_trouble(home: Home) -> None:
    with Carrier() as carrier:
        carrier.trouble = Behaviour("refuse", 20500, status=500)
        lines = home.texts(carrier.url).lines(live=True)
    assert line(lines, "texts", "Twilio cannot be asked").ok == "bad"


def test_a_provider_that_is_not_there(home: Home) -> None:
    with closed_port() as port:
        lines = home.texts(f"http://127.0.0.1:{port}").lines(live=True)
    assert line(lines, "texts", "Twilio cannot be asked: no connection to Twilio").ok == "bad"


CALLS = '[calls]\nflow = "{}"\napi_base = "{}"\n'


@pytest.mark.parametrize(
    ("spoilt", "ok", "says"),
    [
        ("", "ok", "Twilio has the flow, published and whole"),
        ("draft", "bad", "the Studio flow is not published"),
        ("other", "bad", "it has no call, ask"),
        ("missing", "bad", "the Twilio account has no such Studio flow"),
    ],
)
def test_the_flow_of_the_calls(home: Home, spoilt: str, ok: str, says: str) -> None:
    with Carrier() as carrier:
        carrier.studio.status = "draft" if spoilt == "draft" else "published"
        carrier.studio.missing = spoilt == "missing"
        carrier.studio.definition = {"states": []} if spoilt == "other" else carrier.studio.definition
        home.texts(carrier.url).added += CALLS.format(FLOW, carrier.url)
        assert line(home.lines(live=True), "calls", says).ok == ok


def test_without_live_nobody_asks_for_the_flow(home: Home) -> None:
    home.texts().added += CALLS.format(FLOW, "http://127.0.0.1:9")
    assert line(home.lines(), "calls", "whether Twilio knows them was not asked").ok == "ok"


def test_the_auditors_own_way_and_the_service_outside_are_tried(home: Home) -> None:
    with Carrier() as carrier, Outside() as outside:
        own = TEXTS.format(SENDER, ACCOUNT, carrier.url).replace("[sms]", "[audit.sms]")
        home.texts().with_(f'[audit]\nping = "{outside.url}"\n{own}')
        quiet = home.lines()
        assert outside.pings == []
        lines = home.lines(live=True)
        assert len(outside.pings) == 1
        carrier.balance = "0.00"
        outside.unreachable()
        bad = home.lines(live=True)
    assert line(quiet, "outside watch", "A ping is set up.").ok == "ok"
    assert line(lines, "outside watch", "It was pinged, and answered.").ok == "ok"
    assert line(lines, "auditor's texts", "20.00").ok == "ok"
    assert line(bad, "outside watch", "It was not told: it cannot be reached").ok == "bad"
    assert line(bad, "auditor's texts", "").ok == "bad"
