from django.db import migrations

from xiangban.access.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("census", "0001_initial")]

    operations = [
        append_only("census", "importmove"),
        append_only("census", "submissionmove"),
        append_only("census", "explanation"),
    ]
