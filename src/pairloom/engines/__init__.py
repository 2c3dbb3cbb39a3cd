"""Algorithms on plain values: frozen values in, frozen values out. No Django, clock, disk or global state."""
