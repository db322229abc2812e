"""One's own account: password, language, and the second factor."""

from starlette.requests import Request
from starlette.responses import Response

from hub.pages.accounts.second_factor import address as to_scan
from hub.pages.asking import filled, moved, note, page, person, site
from hub.pages.page import Page
from hub.pages.words import LANGUAGES, later, saying


async def show_own(request: Request) -> Response:
    """What one may change about oneself."""
    return _own(request)


def _own(request: Request, status: int = 200, wrong: str = "", done: str = "") -> Response:
    _ = saying(person(request).language)
    done = done or {
        "password": later("Your new password counts from now on."),
        "second": later("From now on you are asked for six digits."),
    }.get(request.query_params.get("done", ""), "")
    return page(
        request,
        "sign_in/own.html",
        status,
        wrong=_(wrong) if wrong else "",
        done=_(done) if done else "",
        languages=LANGUAGES,
    )


async def change_password(request: Request) -> Response:
    """A new password."""
    said = await filled(request)
    wrong = "" if said["password"] == said["again"] else later("The two passwords are not the same.")
    wrong = wrong or site(request).accounts.change_password(
        person(request), said["old"], said["password"], request.state.token
    )
    if wrong:
        return _own(request, 422, wrong)
    note(request, "changed their password")
    return moved("/me?done=password")


async def speak(request: Request) -> Response:
    """Another language for these pages."""
    tag = (await filled(request))["language"]
    if tag in LANGUAGES:
        site(request).accounts.speak(person(request), tag)
    return moved("/me")


async def show_second(request: Request) -> Response:
    """The picture that an authenticator application reads."""
    return _second(request)


def _second(request: Request, status: int = 200, wrong: str = "") -> Response:
    who = person(request)
    if who.second:
        return moved("/me")
    import segno  # for one picture in a year

    secret = site(request).accounts.second_secret(who)
    picture = segno.make(to_scan(secret, who.name, site(request).settings.hub.id), error="m").svg_data_uri(scale=6)
    groups = " ".join(secret[n : n + 4] for n in range(0, len(secret), 4))
    return page(request, "sign_in/second.html", status, picture=picture, secret=groups, wrong=wrong)


async def second(request: Request) -> Response:
    """The application shows the right digits: from now on they are asked for."""
    digits = (await filled(request))["digits"]
    accounts, _ = site(request).accounts, saying(person(request).language)
    if not accounts.confirm_second(person(request), digits, request.state.token, site(request).now()):
        return _second(
            request, 422, _("These digits are wrong. They change every 30 seconds; try those that are shown now.")
        )
    note(request, "has a second factor now")
    return moved("/me?done=second")


PAGES = (
    Page("/me", show_own, "own account"),
    Page("/me/password", change_password, "own account", "POST"),
    Page("/me/language", speak, "own account", "POST"),
    Page("/me/second", show_second, "own account"),
    Page("/me/second", second, "own account", "POST"),
)
