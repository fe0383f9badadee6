from django.db import migrations

from xiangban.access.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("figures", "0001_initial")]

    operations = [
        append_only("figures", "snapshot", settable_once=["paper_id"], recoded=["place_code"]),
        append_only("figures", "snapshotchild"),
    ]
