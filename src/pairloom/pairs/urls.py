from django.urls import path

from pairloom.pairs import views

app_name = "pairs"
urlpatterns = [
    path("pairs/<int:pair_id>/", views.pair, name="pair"),
    path("programmes/<slug:programme>/<slug:round>/organise/pairs/", views.round_pairs, name="round"),
]
