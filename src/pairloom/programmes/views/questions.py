from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pairloom.core import notes
from pairloom.core.errors import InvalidError
from pairloom.people.visitors import visitor
from pairloom.programmes import rules, services
from pairloom.programmes.enums import QuestionKind
from pairloom.programmes.forms.answers import AnswersForm
from pairloom.programmes.forms.questions import MoveForm, QuestionForm
from pairloom.programmes.forms.refusals import tell
from pairloom.programmes.kinds import KINDS, Kind, kind_of
from pairloom.programmes.models import Question, Round
from pairloom.programmes.queries import latest_round
from pairloom.programmes.views.access import for_round, posted


@for_round(rules.can_organise)
@require_GET
def questions(request: HttpRequest, round: Round) -> HttpResponse:
    """What the round asks, in order."""
    context = {
        "round": round,
        "questions": _asked(round),
        "kinds": KINDS.values(),
        "source": latest_round(round.programme, but=round),
    }
    return render(request, "programmes/questions.html", context)


@for_round(rules.can_organise)
@require_http_methods(["GET", "POST"])
def add_question(request: HttpRequest, round: Round, kind: str) -> HttpResponse:
    if kind not in QuestionKind.values:
        raise Http404("There is no such kind of question.")
    of_kind = KINDS[QuestionKind(kind)]
    form = QuestionForm(posted(request), kind=of_kind)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_question(round=round, kind=of_kind.kind, **form.cleaned_data, by=visitor(request))
        except InvalidError as error:
            tell(form, error)
        else:
            notes.done(request, _("The question is added at the end."))
            return _to_questions(round)
    return render(request, "programmes/question.html", {"round": round, "form": form, "kind": of_kind})


@for_round(rules.can_organise)
@require_http_methods(["GET", "POST"])
def edit_question(request: HttpRequest, round: Round, question: int) -> HttpResponse:
    found = get_object_or_404(round.questions, pk=question)
    form = QuestionForm(posted(request), instance=found, kind=kind_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_question(question=found, **form.cleaned_data, by=visitor(request))
        except InvalidError as error:
            tell(form, error)
        else:
            notes.done(request, _("The question is saved."))
            return _to_questions(round)
    context = {"round": round, "form": form, "kind": kind_of(found), "question": found}
    return render(request, "programmes/question.html", context)


@for_round(rules.can_organise)
@require_POST
def move_question(request: HttpRequest, round: Round, question: int) -> HttpResponse:
    """Put it at the place that was sent, counted from 0. Answers with the list alone where a script asked."""
    found = get_object_or_404(round.questions, pk=question)
    form = MoveForm(request.POST)
    if form.is_valid():
        services.move_question(question=found, to=form.cleaned_data["to"], by=visitor(request))
    if request.htmx:  # type: ignore[attr-defined]
        context = {"round": round, "questions": _asked(round), "moved": found}
        return render(request, "programmes/question_list.html", context)
    return _to_questions(round)


@for_round(rules.can_organise)
@require_POST
def remove_question(request: HttpRequest, round: Round, question: int) -> HttpResponse:
    found = get_object_or_404(round.questions, pk=question)
    services.remove_question(question=found, by=visitor(request))
    undo = reverse("programmes:question-restore", args=[round.programme.slug, round.slug, question])
    notes.done(request, _("“%s” is not asked any more.") % found, undo=undo)
    return _to_questions(round)


@for_round(rules.can_organise)
@require_POST
def restore_question(request: HttpRequest, round: Round, question: int) -> HttpResponse:
    found = get_object_or_404(Question.with_removed, round=round, pk=question)
    services.restore_question(question=found, by=visitor(request))
    notes.done(request, _("“%s” is asked again.") % found)
    return _to_questions(round)


@for_round(rules.can_organise)
@require_POST
def copy_questions(request: HttpRequest, round: Round, source: int) -> HttpResponse:
    """Add what another round of the programme asks and this one does not."""
    other = get_object_or_404(round.programme.rounds, pk=source)
    copied = len(services.copy_questions(source=other, target=round, by=visitor(request)))
    said = ngettext("%(count)d question is copied.", "%(count)d questions are copied.", copied)
    notes.done(request, said % {"count": copied} if copied else _("Everything is asked here already."))
    return _to_questions(round)


@for_round(rules.can_organise)
@require_GET
def preview_questions(request: HttpRequest, round: Round) -> HttpResponse:
    """The sign-up form as people will see it, sending nothing."""
    form = AnswersForm(round=round)
    return render(request, "programmes/preview.html", {"round": round, "form": form})


def _asked(round: Round) -> list[tuple[Question, Kind]]:
    return [(question, kind_of(question)) for question in round.questions.all()]


def _to_questions(round: Round) -> HttpResponse:
    return redirect("programmes:questions", round.programme.slug, round.slug)
