from django.urls import path

from pairloom.interest.views import acting, pages

app_name = "interest"
urlpatterns = [
    path("", pages.people, name="people"),
    path("mine/", pages.mine, name="mine"),
    path("mutual/", pages.mutual, name="mutual"),
    path("listing/", pages.listing, name="listing"),
    path("leave/", pages.leave, name="leave"),
    path("list/", acting.act, name="act"),
]
