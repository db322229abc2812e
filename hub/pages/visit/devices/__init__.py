"""The steps of a visit that are about devices: they join, get their place, are heard, are pressed and are worn."""
