"""English, in which every text is written: there is nothing to translate."""

TEXTS: dict[str, str] = {}
