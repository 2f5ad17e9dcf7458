"""What is done apart from a request."""

from django_tasks import task

from academy.people import actions


@task()
def send_reset_mails(email: str, base: str, language: str) -> None:
    """Mail links for a new password, if there is anybody to mail them to."""
    actions.send_reset_mails(email=email, base=base, language=language)
