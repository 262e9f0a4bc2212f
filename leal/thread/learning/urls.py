from django.urls import path

from .views import lessons, releases

RELEASE = "<slug:slug>/releases/<slug:code>/"

app_name = "learning"
urlpatterns = [
    path("<slug:slug>/releases/", releases.releases, name="releases"),
    path("<slug:slug>/releases/new/", releases.new_release, name="new-release"),
    path(RELEASE, releases.release, name="release"),
    path(RELEASE + "schedule/", releases.schedule, name="schedule"),
    path(RELEASE + "files/", releases.files, name="files"),
    path(RELEASE + "publication/", releases.publication, name="publication"),
    path(RELEASE + "correction/", releases.correction, name="correction"),
    path("<slug:slug>/lessons/", lessons.shelves, name="lessons"),
    path("<slug:slug>/lessons/new/", lessons.new_lesson, name="new-lesson"),
    path("<slug:slug>/lessons/<slug:code>/", lessons.lesson, name="lesson"),
    path("<slug:slug>/lessons/<slug:code>/wording/", lessons.rewriting, name="rewrite-lesson"),
    path("<slug:slug>/lessons/<slug:code>/withdrawal/", lessons.withdrawal, name="withdrawal"),
    path("<slug:slug>/lessons/<slug:code>/changes/new/", lessons.new_change, name="new-change"),
    path("<slug:slug>/lessons/<slug:code>/changes/<int:pk>/", lessons.change, name="rewrite-change"),
    path("<slug:slug>/lessons/<slug:code>/changes/<int:pk>/withdrawal/", lessons.dropping, name="dropping"),
]
