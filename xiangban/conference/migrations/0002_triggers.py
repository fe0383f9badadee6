from django.db import migrations

from xiangban.access.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("conference", "0001_initial")]

    operations = [
        append_only("conference", "meetingmove"),
        append_only("conference", "meetingnotice"),
        append_only("conference", "minutesmove"),
        append_only("conference", "taskmove"),
        append_only("conference", "taskprogress"),
        append_only("conference", "digest"),
        # The file is written by a job after the issue and laid with it once.
        append_only("conference", "issuedminutes", settable_once=("job_id", "paper_id")),
    ]
