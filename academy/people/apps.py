"""Wires of the app."""

from django.apps import AppConfig, apps
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _
from wagtail.signals import copy_for_translation_done, page_published


class PeopleConfig(AppConfig):
    """People, teams and who manages whom."""

    name = "academy.people"
    label = "academy_people"
    verbose_name = _("Academy people")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.contrib.auth.models import Group
        from django.core import checks
        from wagtail.permissions import register_permission_policy
        from wagtail.users.views.users import UserViewSet

        from academy.audit import register_verbs
        from academy.people import receivers
        from academy.people.conf import VERBS
        from academy.people.models import names, users_led
        from academy.people.viewsets.groups import GroupPermissionPolicy
        from academy.people.viewsets.users import UserCopyView
        from courses.models import AcademyIndexPage
        from quizzes.models.led import register_led, register_names

        register_verbs(VERBS)
        checks.register(receivers.check_groups, "academy", checks.Tags.database)
        # Exactly this class: Wagtail's own users app registers a policy too, perhaps after this one.
        register_permission_policy(Group, GroupPermissionPolicy(Group), exact_class=True)
        # Wagtail has no hook before a user is copied. On the class, so that it holds for a host's own subclass.
        UserViewSet.copy_view_class = UserCopyView
        register_led(users_led)
        register_names(names)
        user_logged_in.connect(receivers.remember_person, dispatch_uid="academy_people.remember_person")
        user_logged_in.connect(receivers.forgive_tries, dispatch_uid="academy_people.forgive_tries")
        user_login_failed.connect(receivers.keep_try, dispatch_uid="academy_people.keep_try")
        # Rights of an app exist once its own signal has been sent, so ours wait for the last app of all.
        last = [app for app in apps.get_app_configs() if app.models_module is not None][-1]
        post_migrate.connect(receivers.ensure_groups, sender=last, dispatch_uid="academy_people.ensure_groups")
        page_published.connect(receivers.ensure_groups, sender=AcademyIndexPage, dispatch_uid="academy_people.ensure_groups")
        copy_for_translation_done.connect(
            receivers.ensure_groups_of_translation, dispatch_uid="academy_people.ensure_groups_of_translation"
        )
