"""Settings files as nobody should write them, and somebody will: every form that TOML has for a thing, mixed."""

from typing import Any

from hypothesis import strategies as st

from hub.settings.values import key, written

WORDS = st.sampled_from(["a", "b # c", "it's", 'say "x"', "[x]", "{y}", "ü", "back\\slash", ""])
PLAIN: Any = st.one_of(WORDS, st.booleans(), st.integers(0, 9), st.lists(WORDS, max_size=3))
ROW = st.dictionaries(st.sampled_from(["id", "name", "wait", "odd key", "tell"]), PLAIN, max_size=4)
TABLES = st.fixed_dictionaries(
    {},
    optional={
        "hub": ROW,
        "home": ROW,
        "sms": st.fixed_dictionaries({"provider": WORDS}, optional={"second": ROW, "token": ROW}),
        "timers": ROW,
        "rooms": st.lists(ROW, min_size=1, max_size=3),
        "contacts": st.lists(ROW, min_size=1, max_size=3),
        "ladders": st.lists(
            st.fixed_dictionaries({"name": WORDS}, optional={"rungs": st.lists(ROW, min_size=1, max_size=3)}),
            min_size=1,
            max_size=2,
        ),
    },
)
Draw = Any


class Pen:
    """Writes tables down, each thing in a form that is drawn. Every comment is another one."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.count = 0

    def file(self, tables: dict[str, Any]) -> str:
        root: list[str] = self.between()
        sections: list[list[str]] = []
        for name, each in tables.items():
            if self.draw(st.integers(0, 2)) == 0:
                root += self.in_root(name, each)
            else:
                sections += self.under_headers((name,), each)
        text = "".join(self.line(line) for line in [*root, *(line for lines in sections for line in lines)])
        text = text.replace("\n", "\r\n") if self.draw(st.booleans()) else text
        return text if self.draw(st.booleans()) else text.rstrip("\r\n")

    def in_root(self, name: str, value: Any) -> list[str]:
        """In braces or brackets, or with dots."""
        if isinstance(value, dict) and value and self.draw(st.booleans()):
            return [line for inner, each in value.items() for line in self.entry((name, inner), each)]
        return self.entry((name,), value)

    def under_headers(self, names: tuple[str, ...], value: Any) -> list[list[str]]:
        if isinstance(value, dict):
            return self.section(names, value, f"[{key(*names)}]")
        return [lines for row in value for lines in self.section(names, row, f"[[ {key(*names)} ]]")]

    def section(self, names: tuple[str, ...], value: dict[str, Any], head: str) -> list[list[str]]:
        lines, below = [*self.between(), head], []
        for name, each in value.items():
            big = isinstance(each, dict) or (name == "rungs" and each)
            if big and self.draw(st.booleans()):
                below += self.under_headers((*names, name), each)
            else:
                lines += self.entry((name,), each)
        return [[*lines, *self.between()], *below]

    def entry(self, names: tuple[str, ...], value: Any) -> list[str]:
        sign = self.draw(st.sampled_from([" = ", "=", "   =\t"]))
        return [f"{key(*names)}{sign}{self.value(value)}", *self.between()]

    def value(self, value: Any) -> str:
        if isinstance(value, str) and "'" not in value and self.draw(st.booleans()):
            return f"'{value}'"
        if isinstance(value, list) and self.draw(st.booleans()):
            rows = "".join(f"\n  {self.value(each)},{self.comment()}" for each in value)
            return f"[{self.comment()}{rows}\n{self.comment().strip()}\n]"
        if isinstance(value, list):
            return f"[ {', '.join(self.value(each) for each in value)}]"
        return written(value)

    def between(self) -> list[str]:
        return self.draw(st.sampled_from([[], [], [""], ["#"], ["", "#", ""], ["#", "", "#"]]))

    def line(self, line: str) -> str:
        if line == "#":
            return f"{self.comment().strip() or '# '}\n"
        indent = "  " if line and self.draw(st.integers(0, 5)) == 0 else ""
        return f"{indent}{line}{self.comment() if line else ''}\n"

    def comment(self) -> str:
        if self.draw(st.booleans()):
            return ""
        self.count += 1
        return f"  # c{self.count}"


@st.composite
def odd_files(draw: Draw) -> tuple[str, dict[str, Any]]:
    """A text and what it says."""
    tables = draw(TABLES)
    return Pen(draw).file(tables), tables
