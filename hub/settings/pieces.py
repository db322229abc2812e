"""Which lines belong to a table: its header, its values, and the comments that stand with it without a blank line.

A comment above the first of a list speaks of the whole list, unless others of that list have one of their own too.
"""

from itertools import groupby

from hub.settings.layout import Layout, Names, Section, after_line, ending, line_of

Span = tuple[int, int]
"""Where a piece of the text begins, and where it ends."""


def spans(layout: Layout, path: Names, with_above: bool = False) -> list[Span]:
    """The pieces of this table with all that it holds. `with_above`: with the comment above its header."""
    numbers = [n for n, each in enumerate(layout.sections) if path and each.path[: len(path)] == path]
    runs = [list(run) for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])]
    return [
        (
            _above(layout, run[0][1]) if with_above or number else layout.sections[run[0][1]].start,
            last_line(layout, layout.sections[run[-1][1]]),
        )
        for number, run in enumerate(runs)
    ]


def of_list(layout: Layout, path: Names) -> list[list[Span]]:
    """The pieces of each table of a list."""
    count = layout.length(path)
    bare = [spans(layout, (*path, index)) for index in range(count)]
    full = [spans(layout, (*path, index), True) for index in range(count)]
    own = any(piece != plain for piece, plain in zip(full[1:], bare[1:], strict=True))
    return full if own else bare[:1] + full[1:]


def last_line(layout: Layout, section: Section) -> int:
    """Where the lines of a section end, with the comments right below its last value."""
    text, at = layout.text, _after_content(layout.text, section)
    below = at
    while below < section.end and _is_comment(text, below):
        below = after_line(text, below)
    # What stands between two tables without a blank line belongs to the second.
    return at if below == section.end < len(text) else below


def without(text: str, pieces: list[Span]) -> str:
    """The text without these pieces, and without a blank line that would be left over."""
    for start, end in reversed(pieces):
        before, after = text[:start], text[end:]
        if not before or _blank_before(before):
            if after and _is_blank(after, 0):
                after = after[after_line(after, 0) :]
            elif not after:
                before = before[: line_of(before, max(len(before) - 1, 0))]
        text = before + after
    return text


def with_lines(text: str, at: int, lines: list[str], apart: bool = True) -> str:
    """With these lines at the beginning of a line. `apart`: with a blank line before, and one after."""
    end, before, after = ending(text), text[:at], text[at:]
    if before and not before.endswith("\n"):
        before += end
    block = "".join(f"{line}{end}" for line in lines)
    if apart and before and not _blank_before(before):
        block = end + block
    if apart and after and not _is_blank(after, 0):
        block += end
    return before + block + after


def whole_lines(text: str) -> str:
    """The text, its last line ended too."""
    return text if not text or text.endswith("\n") else text + ending(text)


def ends_with_comment(text: str) -> bool:
    """Whether the last line is a comment and nothing else."""
    return bool(text) and _is_comment(text, line_of(text, len(text) - 1))


def _above(layout: Layout, number: int) -> int:
    """Where the comment begins that stands right above a section, or the section itself."""
    section, low = layout.sections[number], _after_content(layout.text, layout.sections[number - 1])
    at = section.start
    while at > low and _is_comment(layout.text, line_of(layout.text, at - 1)):
        at = line_of(layout.text, at - 1)
    return at


def _after_content(text: str, section: Section) -> int:
    """The line after the last value of a section, or after its header."""
    return after_line(text, section.entries[-1].end) if section.entries else section.body


def _is_comment(text: str, at: int) -> bool:
    return text[at : after_line(text, at)].lstrip(" \t").startswith("#")


def _is_blank(text: str, at: int) -> bool:
    return not text[at : after_line(text, at)].strip()


def _blank_before(text: str) -> bool:
    return text.endswith("\n") and not text[line_of(text, len(text) - 1) :].strip()
