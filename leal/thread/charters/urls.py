from django.urls import path, re_path

from .views import agreeing, drafts, formats, pieces, promises, remaking

DRAFT = "<slug:slug>/write/<slug:edition>/"
PIECE = r"^(?P<slug>[-\w]+)/write/(?P<edition>[-\w]+)/(?P<kind>section|passage|ask)/(?P<pk>\d{1,18})/take-out/$"

app_name = "charters"
urlpatterns = [
    path("<slug:slug>/formats/ask/", formats.asking, name="asking"),
    path("<slug:slug>/write/", drafts.editions, name="editions"),
    path("<slug:slug>/write/new/", drafts.new_draft, name="new-draft"),
    path(DRAFT, drafts.draft, name="draft"),
    path(DRAFT + "move/", drafts.moving, name="moving"),
    path(DRAFT + "words/", drafts.words, name="words"),
    path(DRAFT + "give-up/", drafts.abandoning, name="abandoning"),
    path(DRAFT + "reading/", drafts.reading, name="reading"),
    path(DRAFT + "comparison/", drafts.comparison, name="comparison"),
    path(DRAFT + "promises/new/", promises.new_promise, name="new-promise"),
    path(DRAFT + "promises/<int:pk>/", promises.promise, name="promise"),
    path(DRAFT + "promises/<int:pk>/wording/", promises.wording, name="wording"),
    path(DRAFT + "promises/<int:pk>/place/", promises.place, name="place"),
    path(DRAFT + "promises/<int:pk>/take-out/", promises.away, name="away"),
    path(DRAFT + "promises/<int:pk>/several/", remaking.split, name="split"),
    path(DRAFT + "promises/<int:pk>/one/", remaking.merge, name="merge"),
    path(DRAFT + "sections/new/", pieces.new_section, name="new-section"),
    path(DRAFT + "sections/<int:pk>/", pieces.section, name="section"),
    path(DRAFT + "introduction/new/", pieces.new_passage, name="new-passage"),
    path(DRAFT + "introduction/<int:pk>/", pieces.passage, name="passage"),
    path(DRAFT + "asks/new/", pieces.new_ask, name="new-ask"),
    path(DRAFT + "asks/<int:pk>/", pieces.ask, name="ask"),
    re_path(PIECE, pieces.take_out, name="take-out"),
    path(DRAFT + "formats/", formats.making, name="formats"),
    path(DRAFT + "formats/new/<slug:kind>/", formats.given, name="giving"),
    path(DRAFT + "formats/<int:pk>/", formats.one, name="format"),
    path(DRAFT + "formats/<int:pk>/check/", formats.checking, name="format-checking"),
    path(DRAFT + "formats/<int:pk>/agreement/", formats.agreeing, name="format-agreeing"),
    path(DRAFT + "formats/<int:pk>/withdrawal/", formats.withdrawing, name="format-withdrawing"),
    path(DRAFT + "formats/wishes/<int:pk>/", formats.answering, name="answering"),
    path(DRAFT + "comments/", agreeing.comments, name="comments"),
    path(DRAFT + "comments/<int:pk>/", agreeing.settling, name="settling"),
    path(DRAFT + "lineage/", agreeing.lineage, name="lineage"),
    path(DRAFT + "lineage/new/", agreeing.became, name="became"),
    path(DRAFT + "lineage/<int:pk>/take-back/", agreeing.unsaying, name="unsaying"),
    path(DRAFT + "agreeing/", agreeing.agreeing, name="agreeing"),
    path(DRAFT + "agreeing/approval/", agreeing.approving, name="approving"),
    path(DRAFT + "agreeing/publication/", agreeing.publishing, name="publishing"),
]
