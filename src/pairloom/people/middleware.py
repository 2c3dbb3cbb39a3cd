from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from pairloom.people.privacy import is_to_be_asked

# Pages that somebody may need before, or instead of, agreeing.
OPEN_PAGES = frozenset({"people:privacy", "people:agree", "people:data", "people:download", "people:erase"})


class AskAboutPrivacy:
    """Asks about the use of data before anything else: after the first sign-in, and when the text changes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        match = request.resolver_match
        is_open = match is None or match.view_name in OPEN_PAGES or match.view_name == "account_logout"
        if is_open or not request.user.is_authenticated or not is_to_be_asked(request):
            return None
        query = urlencode({"next": request.get_full_path()}) if request.method == "GET" else ""
        return redirect(f"{reverse('people:agree')}?{query}")
