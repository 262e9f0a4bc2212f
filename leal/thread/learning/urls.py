from django.urls import path

from . import views

app_name = "learning"
urlpatterns = [
    path("<slug:slug>/lessons/", views.shelves, name="lessons"),
    path("<slug:slug>/lessons/new/", views.new_lesson, name="new-lesson"),
    path("<slug:slug>/lessons/<slug:code>/", views.lesson, name="lesson"),
    path("<slug:slug>/lessons/<slug:code>/wording/", views.rewriting, name="rewrite-lesson"),
    path("<slug:slug>/lessons/<slug:code>/withdrawal/", views.withdrawal, name="withdrawal"),
    path("<slug:slug>/lessons/<slug:code>/changes/new/", views.new_change, name="new-change"),
    path("<slug:slug>/lessons/<slug:code>/changes/<int:pk>/", views.change, name="rewrite-change"),
    path("<slug:slug>/lessons/<slug:code>/changes/<int:pk>/withdrawal/", views.dropping, name="dropping"),
]
