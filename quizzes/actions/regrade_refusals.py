"""What a regrade cannot do, said before anything is changed."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.models import Job
from quizzes.actions.errors import ActionRefused
from quizzes.actions.rescoring import Outcome, Plan
from quizzes.conf import UNDO
from quizzes.models import QuestionVersion, Quiz, Regrade
from quizzes.question_types import question_type
from quizzes.question_types.likeness import differences


def refuse_impossible(plan: Plan) -> None:
    """Raise ActionRefused with a sentence where a plan cannot be carried out, whatever the attempts are."""
    if plan.method not in Regrade.Method.values:
        raise ActionRefused(_("Say what is to be done."))
    if not plan.versions:
        raise ActionRefused(_("Choose at least one question."))
    if plan.method == Regrade.Method.NEW_KEY:
        newest = QuestionVersion.objects.current().filter(question__in=[version.question_id for version in plan.versions])
        keys = {version.question_id: version for version in newest}
        for version in plan.versions:
            validate_can_regrade_with_other_version(version, keys.get(version.question_id))


def validate_can_regrade_with_other_version(asked: QuestionVersion, key: QuestionVersion | None) -> None:
    """Raise ActionRefused unless the key of another version says something about answers to the one that was asked."""
    named = {"question": asked.stem, "number": asked.number, "newest": key.number if key else ""}
    if question_type(asked.kind).is_marked_by_hand:
        raise ActionRefused(_("“%(question)s” is marked by people and has no key. Give full marks, or drop it.") % named)
    if key is None or key.number <= asked.number:
        raise ActionRefused(
            _("“%(question)s” has no version after version %(number)d. Write and publish one with the right key first.") % named
        )
    if key.kind != asked.kind:
        raise ActionRefused(
            _("Version %(newest)s of “%(question)s” is a question of another type than version %(number)d. Give full marks, or drop it.")
            % named
        )
    faults = " ".join([*differences(asked.spec, key.spec), *question_type(asked.kind).unlike(asked.spec, key.spec)])
    if faults:
        refusal = _("The key of version %(newest)s of “%(question)s” does not fit answers to version %(number)d.") % named
        raise ActionRefused(f"{refusal} {faults} {_('Give full marks, or drop it.')}")


def refuse_while_applied(quiz: Quiz) -> None:
    """Raise ActionRefused while a regrade of the quiz is being applied or undone: nothing that is looked at would stand still."""
    if Regrade.objects.being_applied().filter(quiz=quiz).exists():
        raise ActionRefused(_("A regrade of this quiz is being applied. Wait until it is done, and look again."))
    if Job.objects.unfinished().of_kind(UNDO).about(quiz).exists():
        raise ActionRefused(_("A regrade of this quiz is being undone. Wait until it is done, and look again."))


def refuse_unfit(outcome: Outcome) -> None:
    """Raise ActionRefused where a plan leaves an attempt without a question, or makes points that cannot be kept."""
    if outcome.leaves_nothing:
        raise ActionRefused(_("Some attempts would have no question left that counts. Give full marks instead."))
    if outcome.is_too_fine:
        raise ActionRefused(
            _("The new points could not be added up exactly: the newer version has too odd fractions. Give it simpler ones.")
        )


def nothing_changes(own: int) -> ActionRefused:
    """The refusal of a plan that changes nothing."""
    return ActionRefused(" ".join(filter(None, [_("This would change nothing."), own_left_out(own)])))


def own_left_out(own: int) -> str:
    """What is said of attempts of whoever regrades; nothing where there are none."""
    if not own:
        return ""
    sentence = ngettext(
        "Your own attempt (%(number)d) is left as it is; somebody else has to regrade it.",
        "Your own attempts (%(number)d) are left as they are; somebody else has to regrade them.",
        own,
    )
    return sentence % {"number": own}
