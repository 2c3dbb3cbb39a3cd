from django.urls import path

from pairloom.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("me/", views.me, name="me"),
    path("programmes/<slug:programme>/<slug:round>/organise/", views.round, name="round"),
]
