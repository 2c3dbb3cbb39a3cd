"""The local mailbox, for installations that send nothing into the world."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from pairloom.messages import mailbox
from pairloom.messages.rules import can_read_local_mailbox
from pairloom.messages.views.frame import mail_response

A_PAGE = 50


def local_mailbox(request: HttpRequest) -> HttpResponse:
    _guard(request)
    wanted = request.GET.get("to", "").strip()
    mails = mailbox.mails()
    if wanted:
        mails = [mail for mail in mails if wanted.casefold() in mail.delivered_to.casefold()]
    page = Paginator(mails, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "messages/mailbox.html", {"page": page, "wanted": wanted})


def local_mail(request: HttpRequest, key: str) -> HttpResponse:
    return render(request, "messages/mailbox_mail.html", {"mail": _find(request, key)})


def local_mail_html(request: HttpRequest, key: str) -> HttpResponse:
    return mail_response(_find(request, key).html)


def _find(request: HttpRequest, key: str) -> mailbox.LocalMail:
    _guard(request)
    mail = mailbox.find(key)
    if mail is None:
        raise Http404
    return mail


def _guard(request: HttpRequest) -> None:
    if not can_read_local_mailbox(request.user):  # type: ignore[arg-type]
        raise PermissionDenied
