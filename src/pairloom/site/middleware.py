from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone


class PersonTimeZone:
    """Shows every time in the time zone of the person who looks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = request.user
        if person.is_authenticated and person.time_zone:
            timezone.activate(person.zone)
        else:
            timezone.deactivate()
        return self.get_response(request)
