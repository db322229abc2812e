"""Whether a person asked, or a page that lies open asked by itself: only what a person does prolongs a session."""

from starlette.requests import Request

BY_ITSELF = "x-carehub-by-itself"
"""With it our script says that nobody touched anything. Whoever leaves it out prolongs their own session only."""
AGAIN = "again"
"""In an address that a page without script asks for after a while (`<meta http-equiv="refresh">`)."""
READS = frozenset({"GET", "HEAD"})


def is_use(request: Request) -> bool:
    """Whether somebody did something: sent a form, followed a link, loaded the page again."""
    if request.method not in READS:
        return True
    headers = request.headers
    by_script = BY_ITSELF in headers or "hx-request" in headers
    if by_script or AGAIN in request.query_params or headers.get("accept", "").startswith("text/event-stream"):
        return False
    # A browser tells (over HTTPS) whether this is a page for the window, and whether somebody's hand was in it.
    mode = headers.get("sec-fetch-mode")
    return mode is None or (mode == "navigate" and headers.get("sec-fetch-user") == "?1")
