from allauth.mfa.base.views import authenticate
from django.urls import include, path

from leal.foundations.access.guards import open_to_all

from .views import account, people, signing_in, single_sign_on

# Only by these names does the library find the pages it sends people to.
known_to_the_library = [
    path("sign-in/", signing_in.sign_in, name="account_login"),
    path("sign-in/code/", open_to_all(authenticate), name="mfa_authenticate"),
    path("sign-in/with/<slug:provider_id>/back/", single_sign_on.come_from, name="openid_connect_callback"),
]
ours = [
    path("sign-in/link/", signing_in.ask_for_link, name="ask-for-link"),
    path("sign-in/link/sent/", signing_in.link_sent, name="link-sent"),
    path("sign-in/link/<str:token>/", signing_in.link, name="link"),
    path("sign-in/as/<int:pk>/", signing_in.sign_in_as, name="sign-in-as"),
    path("sign-in/with/<slug:provider_id>/", single_sign_on.leave_for, name="leave-for"),
    path("sign-out/", signing_in.sign_out, name="sign-out"),
    path("account/", account.account, name="account"),
    path("account/how-told/", account.how_told, name="how-told"),
    path("account/password/", account.password, name="password"),
    path("account/authenticator/", account.authenticator, name="authenticator"),
    path("account/authenticator/secret/", account.authenticator_secret, name="authenticator-secret"),
    path("account/authenticator/removal/", account.remove_authenticator, name="remove-authenticator"),
    path("account/recovery-codes/", account.recovery_codes, name="recovery-codes"),
    path("account/other-sessions/", account.sign_out_elsewhere, name="sign-out-elsewhere"),
    path("people/", people.people, name="people"),
    path("people/new/", people.add_person, name="add-person"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/roles/", people.give_role, name="give-role"),
    path("people/<int:pk>/roles/<int:held>/end/", people.end_role, name="end-role"),
    path("people/<int:pk>/leaving/", people.leave, name="leave"),
    path("people/<int:pk>/return/", people.come_back, name="come-back"),
    path("people/<int:pk>/erasure/", people.erase, name="erase"),
]
urlpatterns = [*known_to_the_library, path("", include((ours, "accounts")))]
