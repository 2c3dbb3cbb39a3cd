from django.urls import include, path

urlpatterns = [
    path("", include("pairloom.desk.urls")),
    path("accounts/", include("pairloom.people.account_urls")),
    path("me/", include("pairloom.people.urls")),
    path("outbox/", include("pairloom.messages.urls")),
    path("programmes/", include("pairloom.programmes.urls")),
    path("programmes/", include("pairloom.matching.urls")),
    path("", include("pairloom.pairs.urls")),
    path("interest/", include("pairloom.interest.urls")),
    path("", include("pairloom.events.urls")),
    path("", include("pairloom.site.health")),
    path("", include("pairloom.site.jobs")),
    path("", include("pairloom.site.demo_links")),
]
