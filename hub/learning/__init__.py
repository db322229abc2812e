"""Fits and judges what a hub decides with. Never part of a running hub: only the command line imports it."""
