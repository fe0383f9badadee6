from django.db import migrations

from xiangban.access.append_only import append_only


def compare_keys_by_code_point(apps, editor):
    """The search asks for intervals of keys: on PostgreSQL the column must not follow a language's order."""
    if editor.connection.vendor == "postgresql":
        editor.execute('ALTER TABLE children_namekey ALTER COLUMN key TYPE varchar(80) COLLATE "C"')


class Migration(migrations.Migration):
    dependencies = [("children", "0001_initial")]

    operations = [
        append_only("children", "factchange", settable_once=["withdrawn_at"]),
        append_only("children", "childmove"),
        migrations.RunPython(compare_keys_by_code_point, migrations.RunPython.noop),
    ]
