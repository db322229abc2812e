"""Texts by a modem of one's own, through ModemManager's D-Bus API: the way out that needs no broadband."""
