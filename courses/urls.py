"""Addresses of the courses: made of the slugs of the source pages, the same in all languages."""

from django.urls import path

from courses import views

app_name = "academy_courses"

urlpatterns = [
    path("catalogue/", views.catalogue, name="catalogue"),
    path("courses/<slug:course>/", views.course, name="course"),
    path("courses/<slug:course>/enrol/", views.enrol, name="enrol"),
    path("courses/<slug:course>/<slug:lesson>/", views.lesson, name="lesson"),
    path("courses/<slug:course>/<slug:lesson>/done/", views.lesson_done, name="lesson_done"),
    path("courses/<slug:course>/<slug:lesson>/checks/<uuid:question>/", views.lesson_check, name="lesson_check"),
    path("capabilities/<slug:capability>/", views.capability, name="capability"),
]
