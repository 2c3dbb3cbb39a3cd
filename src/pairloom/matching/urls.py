from django.urls import include, path

from pairloom.matching.views import changes, choices, proposal, publishing, rubric

app_name = "matching"

matching = [
    path("", proposal.proposal, name="proposal"),
    path("runs/<int:number>/", proposal.run, name="run"),
    path("runs/<int:number>/progress/", proposal.progress, name="progress"),
    path("runs/<int:number>/run.json", proposal.download, name="download"),
    path("change/", changes.change, name="change"),
    path("undo/", changes.undo, name="undo"),
    path("redo/", changes.redo, name="redo"),
    path("pairs/<int:mentee>-<int:mentor>/", choices.pair, name="pair"),
    path("mentees/<int:mentee>/", choices.options, name="options"),
    path("trade-offs/", choices.trade_offs, name="trade-offs"),
    path("compare/", choices.compare, name="compare"),
    path("publish/", publishing.publish, name="publish"),
]
rubric_pages = [
    path("", rubric.rubric, name="rubric"),
    path("rubric.toml", rubric.download, name="rubric-file"),
    path("upload/", rubric.upload, name="rubric-upload"),
    path("standard/", rubric.standard, name="rubric-standard"),
]
urlpatterns = [
    path("<slug:programme_slug>/<slug:round_slug>/organise/matching/", include(matching)),
    path("<slug:programme_slug>/<slug:round_slug>/organise/rubric/", include(rubric_pages)),
]
