"""Addresses, below /academy/."""

from django.urls import path

from academy.certification import views

app_name = "academy_certification"

urlpatterns = [
    path("certifications/<slug:certification>/", views.certification, name="certification"),
    path("certifications/<slug:certification>/exam/", views.exam_start, name="exam_start"),
    path("certifications/<slug:certification>/again/", views.cycle_open, name="cycle_open"),
    path("certifications/<slug:certification>/practice/<uuid:requirement>/", views.practice_submit, name="practice_submit"),
    path("certifications/<slug:certification>/revoke/", views.revoke_search, name="revoke_search"),
    path("practice/<uuid:submission>/", views.practice_review, name="practice_review"),
    path("sign-off/<uuid:cycle>/<uuid:requirement>/", views.sign_off, name="sign_off"),
    path("certificates/", views.certificates, name="certificates"),
    path("certificates/<str:serial>.pdf", views.certificate_pdf, name="certificate_pdf"),
    path("certificates/<str:serial>/shown/", views.holder_shown, name="holder_shown"),
    path("certificates/<str:serial>/revoke/", views.revoke, name="revoke"),
]
