from django.urls import path

from pairloom.pairs import views

app_name = "pairs"
urlpatterns = [
    path("<int:pair_id>/", views.pair, name="pair"),
]
