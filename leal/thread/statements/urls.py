from django.urls import path, re_path

from .views import reading, withdrawing, writing

WITHDRAWAL = r"^(?P<slug>[-\w]+)/write/(?P<kind>themes|principles)/(?P<key>[-\w]{1,60})/withdrawal/$"

app_name = "statements"
urlpatterns = [
    path("<slug:slug>/write/", writing.shelves, name="write"),
    path("<slug:slug>/write/statements/new/", writing.new_statement, name="new-statement"),
    path("<slug:slug>/write/statements/<slug:code>/", writing.statement, name="rewrite-statement"),
    path("<slug:slug>/write/statements/<slug:code>/withdrawal/", writing.withdrawal, name="withdrawal"),
    path("<slug:slug>/write/statements/<slug:code>/return/", writing.restoring, name="restoring"),
    re_path(WITHDRAWAL, withdrawing.withdrawing, name="withdrawing"),
    path("<slug:slug>/write/themes/new/", writing.new_theme, name="new-theme"),
    path("<slug:slug>/write/themes/<slug:code>/", writing.theme, name="rewrite-theme"),
    path("<slug:slug>/write/principles/new/", writing.new_principle, name="new-principle"),
    path("<slug:slug>/write/principles/<int:pk>/", writing.principle, name="rewrite-principle"),
    path("<slug:slug>/write/quotes/new/", writing.new_quote, name="new-quote"),
    path("<slug:slug>/write/quotes/<int:pk>/", writing.quote, name="rewrite-quote"),
    path("<slug:slug>/write/quotes/<int:pk>/erasing/", writing.erasing, name="erasing"),
    path("<slug:service>/<slug:code>/", reading.statement, name="statement"),
    path("<slug:code>/", reading.moved, name="moved"),
]
