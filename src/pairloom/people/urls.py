from django.urls import path

from pairloom.people.views import data, privacy, profile

app_name = "people"
urlpatterns = [
    path("profile/", profile.profile, name="profile"),
    path("profile/<slug:slug>/", profile.profile_step, name="profile-step"),
    path("privacy/", privacy.privacy, name="privacy"),
    path("privacy/agree/", privacy.agree, name="agree"),
    path("data/", data.data, name="data"),
    path("data/download/", data.download, name="download"),
    path("data/erase/", data.erase, name="erase"),
]
