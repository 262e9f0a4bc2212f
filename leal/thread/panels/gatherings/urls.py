from django.urls import path

from ..keeping import paying
from . import answering, views

app_name = "gatherings"
urlpatterns = [
    path("invited/", answering.mine, name="mine"),
    path("invited/as/<int:pk>/", answering.one_of_mine, name="one-of-mine"),
    path("invited/<str:code>/", answering.invited, name="invited"),
    path("invited/<str:code>/calendar/", answering.calendar, name="calendar"),
    path("<int:pk>/", views.gathering, name="gathering"),
    path("<int:pk>/words/", views.words, name="words"),
    path("<int:pk>/people/", views.people, name="people"),
    path("<int:pk>/people/<int:invited>/", answering.for_them, name="for-them"),
    path("<int:pk>/invitations/", views.invite, name="invite"),
    path("<int:pk>/reminder/", views.remind, name="remind"),
    path("<int:pk>/needs/<int:need>/", views.need, name="need"),
    path("<int:pk>/attendance/", views.attendance, name="attendance"),
    path("<int:pk>/tables/", views.tables, name="tables"),
    path("<int:pk>/telling/", views.telling, name="telling"),
    path("<int:pk>/paying/", paying.paying, name="paying"),
    path("<int:pk>/paying/<int:expense>/", paying.paid, name="paid"),
    path("<int:pk>/calling-off/", views.calling_off, name="calling-off"),
    path("<slug:service>/<slug:code>/", views.gatherings, name="list"),
    path("<slug:service>/<slug:code>/new/", views.new, name="new"),
]
