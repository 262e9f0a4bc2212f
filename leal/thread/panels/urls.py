from django.urls import path

from .areas import views as areas
from .views import comparing, details, joining, leading, members, mine, taking_in

app_name = "panels"
urlpatterns = [
    path("me/", mine.mine, name="mine"),
    path("me/everything/", mine.everything, name="everything"),
    path("me/agreed/<int:pk>/", mine.consent, name="take-back"),
    path("me/agree/<int:pk>/", mine.agree, name="agree"),
    path("me/details/", details.mine, name="details"),
    path("me/leave/", mine.leave, name="leave"),
    path("left/", joining.left, name="left"),
    path("code/", joining.code, name="code"),
    path("confirm/<str:token>/", joining.confirm, name="confirm"),
    path("<slug:service>/", leading.panels, name="panels"),
    path("<slug:service>/<slug:code>/postcodes/", areas.lookup, name="lookup"),
    path("<slug:service>/<slug:code>/members/", members.members, name="members"),
    path("<slug:service>/<slug:code>/members/file/", taking_in.taking_in, name="taking-in"),
    path("<slug:service>/<slug:code>/members/doubles/", taking_in.doubles, name="doubles"),
    path("<slug:service>/<slug:code>/members/handing-out/", taking_in.members_as_csv, name="handing-out"),
    path("<slug:service>/<slug:code>/members/<uuid:key>/", members.member, name="member"),
    path("<slug:service>/<slug:code>/members/<uuid:key>/confirmed/", members.confirmed, name="confirmed"),
    path("<slug:service>/<slug:code>/members/<uuid:key>/details/", details.of_member, name="member-details"),
    path("<slug:service>/<slug:code>/members/<uuid:key>/leave/", members.leave, name="member-leaves"),
    path("<slug:service>/<slug:code>/join/", joining.join, name="join"),
    path("<slug:service>/<slug:code>/join/check/", joining.join_check, name="join-check"),
    path("<slug:service>/<slug:code>/join/sent/", joining.join_sent, name="join-sent"),
    path("<slug:service>/<slug:code>/join/<slug:step>/", joining.join_step, name="join-step"),
    path("<slug:service>/<slug:code>/enter/<slug:how>/check/", joining.enter_check, name="enter-check"),
    path("<slug:service>/<slug:code>/enter/<slug:how>/<slug:step>/", joining.enter_step, name="enter-step"),
    path("<slug:service>/<slug:code>/make-up/", comparing.panel, name="make-up"),
    path("<slug:service>/<slug:code>/make-up/groups/<slug:group>/", comparing.group, name="make-up-of-group"),
    path("<slug:service>/<slug:code>/make-up/gatherings/<int:pk>/", comparing.gathering, name="make-up-of-gathering"),
    path("<slug:service>/<slug:code>/population/", comparing.population, name="population"),
    path("<slug:service>/<slug:code>/missing/", comparing.missing, name="missing"),
    path("<slug:service>/<slug:code>/missing/new/", comparing.new_missing, name="new-missing"),
    path("<slug:service>/<slug:code>/missing/<int:pk>/", comparing.rewrite_missing, name="rewrite-missing"),
    path("<slug:service>/<slug:code>/missing/<int:pk>/filled/", comparing.fill_gap, name="fill-gap"),
]
