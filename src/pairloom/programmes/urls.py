from django.urls import URLPattern, URLResolver, include, path

from pairloom.programmes.views import applications, programmes, questions, rounds, sign_up, team

app_name = "programmes"

organise: list[URLPattern | URLResolver] = [
    path("", include("pairloom.programmes.imports.urls")),
    path("about/", rounds.about_round, name="about-round"),
    path("dates/", rounds.dates, name="dates"),
    path("questions/", questions.questions, name="questions"),
    path("questions/add/<slug:kind>/", questions.add_question, name="question-add"),
    path("questions/copy/<int:source>/", questions.copy_questions, name="questions-copy"),
    path("questions/preview/", questions.preview_questions, name="questions-preview"),
    path("questions/<int:question>/", questions.edit_question, name="question"),
    path("questions/<int:question>/move/", questions.move_question, name="question-move"),
    path("questions/<int:question>/remove/", questions.remove_question, name="question-remove"),
    path("questions/<int:question>/restore/", questions.restore_question, name="question-restore"),
    path("applications/", applications.applications, name="applications"),
    path("applications/add/", applications.add_application, name="application-add"),
    path("applications/<int:application>/", applications.application, name="application"),
    path("applications/<int:application>/places/", applications.correct_places, name="application-places"),
    path(
        "applications/<int:application>/withdraw/",
        applications.withdraw_application,
        name="application-withdraw",
    ),
    path(
        "applications/<int:application>/restore/",
        applications.restore_application,
        name="application-restore",
    ),
]

urlpatterns = [
    path("", programmes.programmes, name="programmes"),
    path("new/", programmes.create_programme, name="create-programme"),
    path("<slug:programme>/", programmes.programme, name="programme"),
    path("<slug:programme>/edit/", programmes.edit_programme, name="edit-programme"),
    path("<slug:programme>/team/", team.team, name="team"),
    path("<slug:programme>/team/<int:person>/<slug:role>/add/", team.add_to_team, name="add-to-team"),
    path(
        "<slug:programme>/team/<int:person>/<slug:role>/remove/",
        team.remove_from_team,
        name="remove-from-team",
    ),
    path("<slug:programme>/new-round/", rounds.create_round, name="create-round"),
    path("<slug:programme>/<slug:round>/", programmes.round, name="round"),
    path("<slug:programme>/<slug:round>/apply/", sign_up.apply, name="apply"),
    path("<slug:programme>/<slug:round>/apply/sent/", sign_up.applied, name="applied"),
    path("<slug:programme>/<slug:round>/apply/withdraw/", sign_up.withdraw, name="withdraw"),
    path("<slug:programme>/<slug:round>/apply/come-back/", sign_up.come_back, name="come-back"),
    path("<slug:programme>/<slug:round>/organise/", include(organise)),
]
