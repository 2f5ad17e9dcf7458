"""Addresses of quizzes, below /academy/."""

from django.urls import path

from quizzes import views

app_name = "academy_quizzes"

urlpatterns = [
    path("quizzes/<slug:quiz>/", views.quiz, name="quiz"),
    path("quizzes/<slug:quiz>/start/", views.attempt_start, name="attempt_start"),
    path("quizzes/<slug:quiz>/ask/", views.attempt_ask, name="attempt_ask"),
    path("attempts/<uuid:attempt>/", views.attempt, name="attempt"),
    path("attempts/<uuid:attempt>/<int:position>/", views.attempt_question, name="attempt_question"),
    path("attempts/<uuid:attempt>/<int:position>/upload/", views.attempt_upload, name="attempt_upload"),
    path("uploads/<uuid:upload>/", views.upload, name="upload"),
    path("attempts/<uuid:attempt>/<int:position>/leave/", views.attempt_leave, name="attempt_leave"),
    path("attempts/<uuid:attempt>/take-over/", views.attempt_take_over, name="attempt_take_over"),
    path("attempts/<uuid:attempt>/hand-in/", views.attempt_summary, name="attempt_summary"),
    path("attempts/<uuid:attempt>/submit/", views.attempt_submit, name="attempt_submit"),
    path("attempts/<uuid:attempt>/result/", views.attempt_result, name="attempt_result"),
    path("marking/", views.marking, name="marking"),
    path("marking/<int:slot>/", views.marking_answer, name="marking_answer"),
    path("regrades/", views.regrades, name="regrades"),
    path("regrades/<slug:quiz>/", views.regrade_quiz, name="regrade_quiz"),
    path("regrades/<slug:quiz>/work/<uuid:job>/", views.regrade_work, name="regrade_work"),
    path("regrades/<slug:quiz>/work/<uuid:job>/apply/", views.regrade_apply, name="regrade_apply"),
    path("regrades/<slug:quiz>/<uuid:regrade>/", views.regrade, name="regrade"),
    path("regrades/<slug:quiz>/<uuid:regrade>/undo/", views.regrade_undo, name="regrade_undo"),
]
