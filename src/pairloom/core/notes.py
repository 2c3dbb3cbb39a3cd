"""What a page says after something was done: a sentence, and a way back where there is one."""

from django.contrib import messages
from django.http import HttpRequest


def done(request: HttpRequest, text: str, *, undo: str = "") -> None:
    """Say that it was done. `undo` is the address that takes it back when posted to."""
    messages.success(request, text, extra_tags=undo)


def refused(request: HttpRequest, text: str) -> None:
    """Say why it was not done."""
    messages.error(request, text)
