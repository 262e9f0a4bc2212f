from django.urls import path

from . import views

app_name = "groups"
HERE = "<slug:service>/<slug:panel>/groups/"
urlpatterns = [
    path(HERE, views.groups, name="groups"),
    path(f"{HERE}new/", views.new, name="new"),
    path(f"{HERE}<slug:code>/", views.group, name="group"),
    path(f"{HERE}<slug:code>/targets/<slug:feature>/", views.targets, name="targets"),
    path(f"{HERE}<slug:code>/asked/", views.ask, name="ask"),
    path(f"{HERE}<slug:code>/answers/", views.answers, name="answers"),
    path(f"{HERE}<slug:code>/lottery/", views.lottery, name="lottery"),
    path(f"{HERE}<slug:code>/relaxation/", views.relax, name="relax"),
    path(f"{HERE}<slug:code>/seed/", views.draw, name="draw"),
    path(f"{HERE}<slug:code>/replacement/", views.replacing, name="replace"),
    path(f"{HERE}<slug:code>/reserves/", views.reserves, name="reserves"),
    path(f"{HERE}<slug:code>/folder/", views.folder, name="folder"),
    path(f"{HERE}<slug:code>/draw/", views.public, name="public"),
    path(f"{HERE}<slug:code>/draw/<str:name>/", views.file, name="file"),
]
