from django.urls import path

from . import views

app_name = "practice"
urlpatterns = [
    path("<slug:slug>/practice/", views.shelves, name="practice"),
    path("<slug:slug>/practice/promises/<slug:code>/", views.promise, name="promise"),
    path("<slug:slug>/practice/promises/<slug:code>/owner/", views.new_owner, name="new-owner"),
    path("<slug:slug>/practice/owners/<int:pk>/", views.owner, name="rewrite-owner"),
    path("<slug:slug>/practice/owners/<int:pk>/end/", views.end_of_owner, name="end-of-owner"),
    path("<slug:slug>/practice/practices/new/", views.new_practice, name="new-practice"),
    path("<slug:slug>/practice/practices/<slug:code>/", views.practice, name="rewrite-practice"),
    path("<slug:slug>/practice/practices/<slug:code>/end/", views.end_of_practice, name="end-of-practice"),
]
