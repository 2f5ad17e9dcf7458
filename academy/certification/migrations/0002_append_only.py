"""Rows of these tables are only ever added."""

from django.db import migrations

from academy.ledger import AppendOnly


class Migration(migrations.Migration):
    """Written by hand; kept when the first migrations are made again."""

    dependencies = [("academy_certification", "0001_initial")]

    operations = [
        AppendOnly("academy_certification_award"),
        AppendOnly("academy_certification_awardevent"),
        AppendOnly("academy_certification_practicesubmission"),
        AppendOnly("academy_certification_practicereview"),
        AppendOnly("academy_certification_signoff"),
    ]
