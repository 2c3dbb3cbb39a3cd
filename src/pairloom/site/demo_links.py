"""One-click sign-in for the people of the demo. Exists in the demo's settings only."""

from django.conf import settings
from django.contrib.auth import login
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path

from pairloom.core.addresses import full_address
from pairloom.people.models import Person

SALT = "pairloom.demo-sign-in"


def sign_in_link(person: Person) -> str:
    token = signing.dumps(person.pk, salt=SALT)
    return full_address("demo-sign-in", token)


def sign_in(request: HttpRequest, token: str) -> HttpResponse:
    if not settings.IS_DEMO:
        raise Http404
    try:
        pk = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        raise Http404 from None
    person = get_object_or_404(Person.objects.active(), pk=pk)
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect(settings.LOGIN_REDIRECT_URL)


urlpatterns = [path("demo/sign-in/<str:token>/", sign_in, name="demo-sign-in")]
