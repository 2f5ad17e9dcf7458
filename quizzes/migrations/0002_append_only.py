"""Rows of these tables are only ever added."""

from django.db import migrations

from academy.ledger import AppendOnly


class Migration(migrations.Migration):
    """Written by hand; kept when the first migrations are made again."""

    dependencies = [("academy_quizzes", "0001_initial")]

    operations = [
        AppendOnly(f"academy_quizzes_{table}") for table in ("response", "attemptevent", "mark", "regradeline", "regradeverdict", "upload")
    ]
