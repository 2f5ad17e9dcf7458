"""Addresses of the desk, below /academy/."""

from django.urls import path

from academy.desk import views

app_name = "academy_desk"

urlpatterns = [
    path("", views.home, name="home"),
    path("team/", views.team, name="team"),
    path("team/<uuid:person>/", views.person, name="person"),
    path("team/<uuid:person>/attempts/<slug:quiz>/", views.grant, name="grant"),
    path("team/<uuid:person>/attempts/<slug:quiz>/decline/", views.decline, name="decline"),
    path("team/<uuid:person>/exceptions/", views.person_exceptions, name="person_exceptions"),
    path("team/exceptions/<slug:team>/", views.team_exceptions, name="team_exceptions"),
    path("team/taken-back/<uuid:override>/", views.take_back, name="take_back"),
    path("team/attempt/<uuid:attempt>/", views.attempt, name="attempt"),
]
