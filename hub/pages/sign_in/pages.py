"""Signing in and out, and the first visit, which sets the first password."""

from datetime import timedelta
from math import ceil

from starlette.requests import Request
from starlette.responses import Response

from hub.pages.accounts.book import SecondAsked, SignedIn, Wait
from hub.pages.asking import Filled, address, asks, filled, language, local, moved, page, site
from hub.pages.guard import cookies
from hub.pages.guard.elsewhere import at_home
from hub.pages.page import Page
from hub.pages.sign_in.own import PAGES as OWN
from hub.pages.words import Say, later, saying

MINUTE = 60


async def show_first(request: Request) -> Response:
    """Asks for the code on the label and for the first installer's name and password."""
    if site(request).accounts.first_code is None:
        return moved("/sign-in")
    return page(request, "sign_in/first.html", wrong="", said=Filled())


async def first(request: Request) -> Response:
    """Sets the first password, and signs the installer in."""
    accounts, now, said = site(request).accounts, site(request).now(), await filled(request)
    if accounts.first_code is None:
        return moved("/sign-in")
    _ = saying(language(request))
    is_it = accounts.is_first_code(said["code"], address(request), now)
    if isinstance(is_it, Wait):
        return page(request, "sign_in/first.html", 429, wrong=_waits(_, is_it.so_long), said=said)
    wrong = "" if is_it else later("This is not the code on the label. Look at the letters again.")
    if is_it:
        wrong = _passwords_differ(said) or accounts.add(
            said["name"], "installer", said["password"], now, by="the code on the label"
        )
    if wrong:
        return page(request, "sign_in/first.html", 422, wrong=_(wrong), said=said)
    accounts.note(now, said["name"], later("set the first password"), "", address(request))
    return await _signed_in(request, said, "/")


async def show_sign_in(request: Request) -> Response:
    """Asks for name and password."""
    person = asks(request)
    if person is not None and (person.sure or at_home(address(request), site(request).settings.pages.proxies)):
        return moved(local(request.query_params.get("next", "/")))
    if site(request).accounts.first_code is not None:
        return moved("/first")
    return page(
        request, "sign_in/sign_in.html", wrong="", said=Filled(next=request.query_params.get("next", "/")), half=""
    )


async def sign_in(request: Request) -> Response:
    """Signs in, or says why not."""
    said = await filled(request)
    return await _signed_in(request, said, local(said["next"]))


async def _signed_in(request: Request, said: Filled, where: str) -> Response:
    _, accounts = saying(language(request)), site(request).accounts
    browser = address(request), cookies.found(request, cookies.DEVICE), site(request).now()
    half = said["half"]
    if half:
        found = accounts.second(half, said["digits"], *browser)
    else:
        found = accounts.sign_in(said["name"], said["password"], *browser)
    match found:
        case SignedIn(_person, token, device):
            response = moved(where)
            cookies.put(request, response, cookies.SESSION, token, cookies.YEAR)
            cookies.put(request, response, cookies.DEVICE, device, cookies.YEAR)
            cookies.taken(request, response, cookies.STRANGER)
            return response
        case SecondAsked(half):
            return page(request, "sign_in/sign_in.html", wrong="", said=said, half=half)
        case Wait(so_long):
            return page(request, "sign_in/sign_in.html", 429, wrong=_waits(_, so_long), said=said, half=half)
    wrong = _("These digits are wrong. They change every 30 seconds.") if half else _("Name or password is wrong.")
    return page(request, "sign_in/sign_in.html", 422, wrong=wrong, said=said, half=half)


async def sign_out(request: Request) -> Response:
    """Signs this browser out."""
    site(request).accounts.sign_out(request.state.token)
    response = moved("/sign-in")
    cookies.taken(request, response, cookies.SESSION)
    return response


def _waits(_: Say, so_long: timedelta) -> str:
    """How long somebody must wait, in words."""
    seconds = ceil(so_long.total_seconds())
    if seconds < MINUTE:
        return _("Too many wrong tries. Wait {seconds} seconds, then try again.", seconds=seconds)
    return _("Too many wrong tries. Wait {minutes} minutes, then try again.", minutes=-(-seconds // MINUTE))


def _passwords_differ(said: Filled) -> str:
    return "" if said["password"] == said["again"] else later("The two passwords are not the same.")


PAGES = (
    Page("/first", show_first, None),
    Page("/first", first, None, "POST"),
    Page("/sign-in", show_sign_in, None),
    Page("/sign-in", sign_in, None, "POST"),
    Page("/sign-out", sign_out, "own account", "POST"),
    *OWN,
)
