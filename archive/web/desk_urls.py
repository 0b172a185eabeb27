"""Addresses of journalists' accounts and of what they keep: the only ones of this room that take forms, with a CSRF token."""

from django.urls import URLPattern, URLResolver, include, path

from archive.web.views.batch import batch
from archive.web.views.desk import alerts, saved_searches
from archive.web.views.desk.invitation import invitation, invitation_form
from archive.web.views.desk.kept import account_delete, kept, kept_clear, kept_download
from archive.web.views.desk.mail_address import mail_address
from archive.web.views.desk.me import me
from archive.web.views.desk.second_factor import second_factor
from archive.web.views.desk.sessions import session_delete, sessions
from archive.web.views.desk.sign_in import PasswordChange, PasswordChanged, SignIn, SignOut
from archive.web.views.desk.tokens import token_delete, tokens
from archive.web.views.takedown import takedown, takedown_sent

saved_search_urls: list[URLPattern | URLResolver] = [
    path("me/searches/", saved_searches.saved_search_list, name="saved-searches"),
    path("me/searches/save/", saved_searches.saved_search_new, name="saved-search-new"),
    path("me/searches/unsubscribe/<str:token>/", alerts.alert_unsubscribe, name="alert-unsubscribe"),
    path("me/searches/<str:token>.atom", alerts.saved_search_feed, name="saved-search-feed"),
    path("me/searches/<str:key>/", saved_searches.saved_search, name="saved-search"),
    path("me/searches/<str:key>/open/", saved_searches.saved_search_open, name="saved-search-open"),
    path("me/searches/<str:key>/news/", saved_searches.saved_search_news, name="saved-search-news"),
    path("me/searches/<str:key>/alert/", saved_searches.saved_search_alert, name="saved-search-alert"),
    path("me/searches/<str:key>/feed/", saved_searches.saved_search_feed_change, name="saved-search-feed-change"),
    path("me/searches/<str:key>/delete/", saved_searches.saved_search_delete, name="saved-search-delete"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/sign-in/", SignIn.as_view(), name="sign-in"),
    path("accounts/sign-out/", SignOut.as_view(), name="sign-out"),
    path("accounts/password/", PasswordChange.as_view(), name="password-change"),
    path("accounts/password/changed/", PasswordChanged.as_view(), name="password-changed"),
    path("accounts/invitation/", invitation_form, name="invitation-form"),
    path("accounts/invitation/<str:token>/", invitation, name="invitation"),
    path("me/", me, name="me"),
    *saved_search_urls,
    path("", include("archive.web.dossier_urls")),
    path("search/batch/", batch, name="batch"),
    path("takedown/", takedown, name="takedown"),
    path("takedown/sent/<str:reference>/", takedown_sent, name="takedown-sent"),
    path("me/tokens/", tokens, name="tokens"),
    path("me/tokens/<int:pk>/delete/", token_delete, name="token-delete"),
    path("me/sessions/", sessions, name="sessions"),
    path("me/sessions/end/", session_delete, name="session-delete"),
    path("me/second-factor/", second_factor, name="second-factor"),
    path("me/mail/", mail_address, name="mail-address"),
    path("me/data/", kept, name="kept"),
    path("me/data/download/", kept_download, name="kept-download"),
    path("me/data/delete/", kept_clear, name="kept-clear"),
    path("me/data/close/", account_delete, name="account-delete"),
]
