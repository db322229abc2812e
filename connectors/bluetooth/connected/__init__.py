"""Devices that the hub connects to: meters, and streams of acceleration."""
