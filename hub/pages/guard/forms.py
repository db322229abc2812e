"""Whether a form was sent by one of our own pages: it brings back what only our page could know."""

from hmac import compare_digest

from starlette.requests import Request

FIELD = "form"
"""The hidden field of every form; scripts send it as a header."""
HEADER = "x-carehub-form"


def origin_is_ours(request: Request) -> bool:
    """Whether the browser says that the request comes from a page of these pages. Old ones say nothing."""
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    if origin is None:
        return True
    return origin.partition("://")[2] == request.headers.get("host", "")


def _is_in_utf8(request: Request) -> bool:
    """Whether it is written as browsers write the forms of our pages. Python knows encodings that read nothing."""
    kind = request.headers.get("content-type", "").lower().replace('"', "")
    return "charset" not in kind or "charset=utf-8" in kind


async def is_ours(request: Request, expected: str) -> bool:
    """Whether a form, or a script's request, belongs to the session."""
    if not origin_is_ours(request) or not _is_in_utf8(request):
        return False
    said = request.headers.get(HEADER)
    if said is None:
        form = await request.form()
        value = form.get(FIELD)
        said = value if isinstance(value, str) else ""
    ours = compare_digest(said.encode(), expected.encode())
    if not ours:
        await request.close()  # a file that came with it is gone
    return ours
