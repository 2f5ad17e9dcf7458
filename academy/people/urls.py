"""Addresses of people, below /academy/."""

from django.urls import path
from django.views.i18n import set_language

from academy.people import views

app_name = "academy_people"

urlpatterns = [
    path("language/", set_language, name="language"),
    path("account/sign-in/", views.SignInView.as_view(), name="sign_in"),
    path("account/sign-out/", views.SignOutView.as_view(), name="sign_out"),
    path("account/signed-out/", views.signed_out, name="signed_out"),
    path("account/password/", views.PasswordChangeView.as_view(), name="password_change"),
    path("account/password/reset/", views.PasswordResetView.as_view(), name="password_reset"),
    path("account/password/reset/sent/", views.PasswordResetSentView.as_view(), name="password_reset_sent"),
    path("account/password/reset/done/", views.PasswordResetDoneView.as_view(), name="password_reset_done"),
    path("account/password/reset/<uidb64>/<token>/", views.PasswordResetConfirmView.as_view(), name="password_reset_confirm"),
]
