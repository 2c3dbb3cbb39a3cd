"""Pairs: who was brought together, and why."""
