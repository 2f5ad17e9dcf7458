"""Addresses of the desk, below /academy/."""

from django.urls import path

from academy.desk import views

app_name = "academy_desk"

urlpatterns = [
    path("", views.home, name="home"),
    path("team/", views.team, name="team"),
    path("team/<uuid:person>/", views.person, name="person"),
    path("team/<uuid:person>/attempts/<slug:quiz>/", views.grant, name="grant"),
]
