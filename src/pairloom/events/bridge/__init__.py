"""Rows to engine values and back."""
