"""Below a round's `organise/`; the names belong to the programmes."""

from django.urls import path

from pairloom.programmes.imports import views

urlpatterns = [
    path("import/", views.upload, name="import"),
    path("import/<int:number>/", views.done, name="import-done"),
    path("import/<int:number>/columns/", views.columns, name="import-columns"),
    path("import/<int:number>/check/", views.check, name="import-check"),
    path("import/<int:number>/replace/", views.replace, name="import-replace"),
    path("import/<int:number>/confirm/", views.confirm, name="import-confirm"),
    path("import/<int:number>/discard/", views.discard, name="import-discard"),
    path("import/<int:number>/take-back/", views.take_back, name="import-take-back"),
    path("export/", views.export, name="export"),
    path("export/sign-ups.<slug:ending>", views.export_file, name="export-file"),
]
