"""Regrades: looking, applying, what was done, and taking it back. The same doors as the pages."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter
from rest_framework import mixins, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from academy.jobs import drive
from academy.models import Job
from academy.rest import AcademyAPI, documented
from quizzes.actions import ActionRefused, Plan, RegradeOutOfDate, apply_regrade, look_at, undo_regrade
from quizzes.api.errors import ErrorSerializer, refused, unreadable
from quizzes.forms.regrades import RegradeForm
from quizzes.models import QuestionVersion, Quiz, Regrade
from quizzes.models.regrade import look_named
from quizzes.reports import Effects, dry_run, effects_of

REGRADE: tuple[str, ...] = (
    "uuid",
    "quiz",
    "method",
    "keeps_higher",
    "reason",
    "applied_by",
    "applied_at",
    "undone_by",
    "undone_at",
)


class RegradeSerializer(serializers.ModelSerializer[Regrade]):
    """One regrade."""

    quiz = serializers.SlugField(source="quiz.slug")
    applied_by = serializers.CharField(source="applied_by.get_username")
    undone_by = serializers.CharField(source="undone_by.get_username", allow_null=True, default=None)

    class Meta:
        model = Regrade
        fields = REGRADE
        read_only_fields = REGRADE


class WordingBody(serializers.Serializer[Any]):
    """A wording of a question that closed attempts were asked."""

    uuid = serializers.UUIDField()
    stem = serializers.CharField()
    number = serializers.IntegerField()
    newest = serializers.IntegerField(allow_null=True, help_text="The number of the newest version of the question.")
    attempts = serializers.IntegerField()


class PlanBody(serializers.Serializer[Any]):
    """What is to be changed, and how."""

    quiz = serializers.SlugField()
    versions: serializers.ListField = serializers.ListField(child=serializers.UUIDField(), max_length=500)
    method = serializers.ChoiceField(choices=Regrade.Method.choices)
    keeps_higher = serializers.BooleanField(default=True, help_text="Where the new mark would be lower, the old one stays.")


class LookBody(PlanBody):
    """The same, and where a dry run was not finished its token, to go on with it."""

    token = serializers.UUIDField(required=False)
    page = serializers.IntegerField(min_value=1, default=1, help_text="Of the attempts that change.")


class ApplyBody(PlanBody):
    """The same as in the dry run, its token, and why."""

    token = serializers.UUIDField()
    reason = serializers.CharField(max_length=300)


class SideBody(serializers.Serializer[Any]):
    """A score before or after."""

    points = serializers.CharField(allow_blank=True, help_text="Empty while the attempt waits for a marker.")
    percent = serializers.FloatField(allow_null=True)
    passed = serializers.BooleanField(allow_null=True)
    counted = serializers.BooleanField(help_text="Whether it counts as a pass, by what the quiz keeps of several attempts.")


class RowBody(serializers.Serializer[Any]):
    """One attempt before and after. Learners are named only for whoever leads them."""

    learner = serializers.CharField()
    before = SideBody()
    after = SideBody()
    turns = serializers.ChoiceField(choices=["same", "better", "worse"])


class AffectedBody(serializers.Serializer[Any]):
    """What rests upon a verdict that changes. It is listed, never changed."""

    title = serializers.CharField()
    url = serializers.CharField(allow_blank=True)
    learner = serializers.CharField(allow_blank=True)
    words = serializers.CharField()


class EffectsBody(serializers.Serializer[Any]):
    """What a regrade changes: how many attempts, and a page of them with what rests upon their verdicts."""

    changed = serializers.IntegerField()
    page = serializers.IntegerField()
    pages = serializers.IntegerField()
    rows = RowBody(many=True)
    affected = AffectedBody(many=True)


class RegradeProgressBody(serializers.Serializer[Any]):
    """Work that is not finished: send the same again, with this token, to go on with it."""

    token = serializers.UUIDField(help_text="Of the dry run, which is the uuid of its regrade too.")
    done = serializers.IntegerField()
    total = serializers.IntegerField()


class DryRunBody(EffectsBody):
    """What a regrade would change. Nothing was written."""

    token = serializers.UUIDField(help_text="Send it with the regrade: what changed since is not applied.")
    untouched = serializers.IntegerField()
    open = serializers.IntegerField(help_text="Attempts that are open and left as they are.")
    own = serializers.IntegerField(help_text="Attempts of your own: left as they are, somebody else has to regrade them.")


class DoneBody(RegradeSerializer):
    """A regrade with what it did."""

    effects = EffectsBody()
    open_then = serializers.IntegerField(help_text="Attempts that were open when it was applied and left as they were.")
    not_covered = serializers.IntegerField(help_text="Attempts handed in since, marked as before it. Regrade again to cover them.")
    of_applier = serializers.IntegerField(help_text="Attempts of whoever applied it, left as they were. Somebody else has to regrade them.")

    class Meta(RegradeSerializer.Meta):
        fields = (*REGRADE, "effects", "open_then", "not_covered", "of_applier")
        read_only_fields = fields


REFUSALS = {400: ErrorSerializer, 404: ErrorSerializer, 409: ErrorSerializer}


class RegradeViewSet(AcademyAPI, mixins.ListModelMixin, viewsets.GenericViewSet[Regrade]):
    """Regrades, the newest first."""

    serializer_class = RegradeSerializer
    queryset = Regrade.objects.none()
    lookup_field = "uuid"
    lookup_value_regex = "[0-9a-f-]{36}"

    def get_queryset(self) -> QuerySet[Regrade]:
        return Regrade.objects.visible_to(self.request.user).with_names()

    @documented(summary="Regrades, the newest first")
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        if not request.user.has_perm("academy_quizzes.view_regrade"):
            raise Http404
        return super().list(request, *args, **kwargs)

    @documented(summary="A regrade and what it did", responses={200: DoneBody, 404: ErrorSerializer})
    def retrieve(self, request: Request, uuid: str) -> Response:
        return Response(self._done(get_object_or_404(self.get_queryset(), uuid=uuid)))

    @documented(
        summary="Wordings that closed attempts at a quiz were asked",
        parameters=[OpenApiParameter("quiz", str, OpenApiParameter.PATH)],
        responses={200: WordingBody(many=True), 404: ErrorSerializer},
    )
    @action(detail=False, methods=["get"], url_path="questions/(?P<quiz>[-a-zA-Z0-9_]+)")
    def questions(self, request: Request, quiz: str) -> Response:
        found = get_object_or_404(Quiz.objects.regradable_by(request.user), slug=quiz)
        return Response(WordingBody(list(QuestionVersion.objects.answered_in(found)), many=True).data)

    @documented(
        summary="What a regrade would change; nothing of it is written",
        request=LookBody,
        responses={200: DryRunBody, 202: RegradeProgressBody, **REFUSALS},
    )
    @action(detail=False, methods=["post"], url_path="dry-run")
    def dry_run(self, request: Request) -> Response:
        body, form = self._read(LookBody(data=request.data))
        if form is None or not form.is_valid():
            return unreadable(form.errors if form else body.errors)
        said = body.validated_data
        try:
            looked = self._looked(form.plan, said["token"]) if "token" in said else look_at(form.plan, by=request.user, now=timezone.now())
            done = self._driven(looked)
        except ActionRefused as error:
            return refused(error)
        if not done.is_finished:
            return progress(done, token=done.uuid)
        run = dry_run(done, user=request.user, page=said["page"])
        counts = {"token": done.uuid, "untouched": run.untouched, "open": run.open, "own": run.seen.own}
        return Response(DryRunBody({**counts, **_effects(run.effects)}).data)

    @documented(
        summary="Apply a regrade as its dry run said", request=ApplyBody, responses={201: DoneBody, 202: RegradeProgressBody, **REFUSALS}
    )
    def create(self, request: Request) -> Response:
        body, form = self._read(ApplyBody(data=request.data))
        if form is None or not form.is_valid():
            return unreadable(form.errors if form else body.errors)
        said = body.validated_data
        try:
            looked = self._looked(form.plan, said["token"])
            done = self._driven(apply_regrade(seen=looked.uuid, reason=said["reason"], by=request.user, now=timezone.now()))
        except ActionRefused as error:
            return refused(error)
        if not done.is_finished:
            return progress(done, token=looked.uuid)
        return Response(self._done(get_object_or_404(self.get_queryset(), uuid=looked.uuid)), status=201)

    def _looked(self, plan: Plan, token: UUID) -> Job:
        """The dry run of this name, if it was one of this very plan."""
        looked = look_named(token)
        if looked is None or looked.parameters != {**looked.parameters, **plan.stored()}:
            raise RegradeOutOfDate
        return looked

    def _driven(self, job: Job) -> Job:
        """A part of the work, or all that is left; raises what it was refused with."""
        done = drive(job, now=timezone.now())
        if done.error_code:
            raise WorkRefused(done)
        return done

    @documented(
        summary="Put everything back as it was",
        request=None,
        responses={200: DoneBody, 202: RegradeProgressBody, 404: ErrorSerializer, 409: ErrorSerializer},
    )
    @action(detail=True, methods=["post"])
    def undo(self, request: Request, uuid: str) -> Response:
        found = get_object_or_404(Regrade.objects.undoable_by(request.user), uuid=uuid)
        try:
            work = undo_regrade(found, by=request.user, now=timezone.now())
            done = self._driven(work) if work is not None else None
        except ActionRefused as error:
            return refused(error)
        if done is not None and not done.is_finished:
            return progress(done, token=found.uuid)
        return Response(self._done(get_object_or_404(self.get_queryset(), uuid=uuid)))

    def _read(self, body: PlanBody) -> tuple[PlanBody, RegradeForm | None]:
        """The form of the page, filled in from the body. Whoever may not regrade finds no quiz."""
        if not self.request.user.has_perm("academy_quizzes.add_regrade"):
            raise Http404
        if not body.is_valid():
            return body, None
        said = body.validated_data
        quiz = get_object_or_404(Quiz.objects.regradable_by(self.request.user), slug=said["quiz"])
        chosen = [str(one) for one in said["versions"]]
        return body, RegradeForm(quiz, {"versions": chosen, "method": said["method"], "keeps_higher": said["keeps_higher"]})

    def _done(self, regrade: Regrade) -> dict[str, Any]:
        effects = _effects(effects_of(regrade, user=self.request.user, page=self.request.query_params.get("page")))
        missed = regrade.uncovered()
        counts = {"open_then": missed.open_then, "not_covered": missed.handed_in, "of_applier": missed.of_applier}
        return {**RegradeSerializer(regrade).data, "effects": EffectsBody(effects).data, **counts}


class WorkRefused(ActionRefused):
    """What long work was refused with, in a slice of its own."""

    def __init__(self, job: Job) -> None:
        self.code = job.error_code
        super().__init__(job.error)


def progress(job: Job, *, token: UUID) -> Response:
    return Response(RegradeProgressBody({"token": token, "done": job.done, "total": job.total}).data, status=202)


def _effects(effects: Effects) -> dict[str, Any]:
    affected = [{"title": one.title, "url": one.url, "learner": learner, "words": one.words} for one, learner in effects.affected]
    page = {"page": effects.page.number, "pages": effects.page.paginator.num_pages}
    return {"changed": effects.changed, **page, "rows": effects.rows, "affected": affected}
