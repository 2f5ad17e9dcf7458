"""Rows of these tables are only ever added."""

from django.db import migrations

from academy.ledger import AppendOnly


class Migration(migrations.Migration):
    """Written by hand; kept when the first migrations are made again."""

    dependencies = [("academy", "0001_initial")]

    operations = [AppendOnly("academy_auditentry")]
