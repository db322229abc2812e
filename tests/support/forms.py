"""The forms of a page, as a browser would send them."""

from html.parser import HTMLParser


class Form:
    """One form: where it goes, and each field with its value."""

    def __init__(self, action: str) -> None:
        self.action, self.sent = action, list[tuple[str, str]]()

    def filled(self, **values: str | list[str]) -> dict[str, list[str]]:
        """What is sent, with some fields filled in; a name with a dot is written with two underscores."""
        found: dict[str, list[str]] = {}
        for name, value in self.sent:
            found.setdefault(name, []).append(value)
        for name, new in values.items():
            found[name.replace("__", ".")] = [new] if isinstance(new, str) else new
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._select, self._chosen, self._area, self._text = "", None, "", ""  # type: ignore[var-annotated]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(about.get("action", "")))
        elif tag == "input" and self.forms and "name" in about:
            ticked = about.get("type") not in ("checkbox", "radio") or "checked" in about
            if ticked and about.get("type") != "file":
                self.forms[-1].sent.append((about["name"], about.get("value", "")))
        elif tag == "select":
            self._select, self._chosen = about["name"], None
        elif tag == "option" and (self._chosen is None or "selected" in about):
            self._chosen = about.get("value", "")
        elif tag == "textarea":
            self._area, self._text = about["name"], ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "select" and self.forms:
            self.forms[-1].sent.append((self._select, self._chosen or ""))
        elif tag == "textarea" and self.forms:
            self.forms[-1].sent.append((self._area, self._text.removeprefix("\n")))
            self._area = ""


def forms(html: str) -> list[Form]:
    """Every form of a page."""
    reader = _Reader()
    reader.feed(html)
    return reader.forms
