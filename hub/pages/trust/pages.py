"""The authority of this home's pages, for a telephone to take into trust, and how to see that it is the right one."""

from starlette.requests import Request
from starlette.responses import Response

from hub.pages.asking import page, site
from hub.pages.page import Page
from hub.pages.papers import Papers


async def show(request: Request) -> Response:
    """How it is done, step by step; and the fingerprint to compare."""
    return page(request, "trust/trust.html", fingerprint=_papers(request).fingerprint)


async def authority(request: Request) -> Response:
    """The authority itself. It is no secret."""
    file = _papers(request).authority
    if not file.exists():
        return page(request, "nothing_here.html", status=404)
    named = {"content-disposition": 'attachment; filename="carehub-home.crt"'}
    return Response(file.read_bytes(), media_type="application/x-x509-ca-cert", headers=named)


def _papers(request: Request) -> Papers:
    return Papers.in_(site(request).folder / "pages")


PAGES = (Page("/trust", show, None), Page("/trust/carehub-home.crt", authority, None))
