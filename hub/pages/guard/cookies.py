"""The three cookies: who is signed in, which browser this is, and what a stranger's form belongs to."""

from starlette.requests import Request
from starlette.responses import Response

SESSION, DEVICE, STRANGER = "carehub", "carehub-device", "carehub-form"
YEAR = 365 * 24 * 3600


def named(name: str, https: bool) -> str:
    """Over HTTPS a browser then takes it from nobody but this very host."""
    return f"__Host-{name}" if https else name


def found(request: Request, name: str) -> str:
    """What the browser brought; "" if nothing."""
    return request.cookies.get(named(name, request.app.state.https), "")


def put(request: Request, response: Response, name: str, value: str, seconds: int | None) -> None:
    """Gives the browser a cookie; without `seconds` it is kept until the browser is closed."""
    https = request.app.state.https
    response.set_cookie(
        named(name, https), value, max_age=seconds, path="/", secure=https, httponly=True, samesite="lax"
    )


def taken(request: Request, response: Response, name: str) -> None:
    """Takes it away again."""
    https = request.app.state.https
    response.delete_cookie(named(name, https), path="/", secure=https, httponly=True, samesite="lax")
