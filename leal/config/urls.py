"""Every address of the site."""

from django.urls import include, path

urlpatterns = [
    path("", include("leal.foundations.pages.urls")),
    path("", include("leal.foundations.accounts.urls")),
    path("", include("leal.foundations.editing.urls")),
    path("", include("leal.thread.tracing.urls")),
    path("charters/", include("leal.thread.charters.urls")),
    path("charters/", include("leal.thread.practice.urls")),
    path("", include("leal.thread.desk.urls")),
    path("charters/", include("leal.thread.evidence.urls")),
    path("charters/", include("leal.thread.learning.urls")),
    path("panels/", include("leal.thread.panels.urls")),
    path("statements/", include("leal.thread.statements.urls")),
    path("gatherings/", include("leal.thread.panels.gatherings.urls")),
    path("invited/", include("leal.foundations.invitations.urls")),
    path("notices/", include("leal.foundations.notices.urls")),
    path("panels/", include("leal.thread.panels.groups.urls")),
    path("panels/", include("leal.thread.panels.organisations.urls")),
    path("work/", include("leal.foundations.tasks.urls")),
]

handler400 = "leal.foundations.pages.errors.bad_request"
handler403 = "leal.foundations.pages.errors.refused"
handler404 = "leal.foundations.pages.errors.not_found"
handler500 = "leal.foundations.pages.errors.server_error"
