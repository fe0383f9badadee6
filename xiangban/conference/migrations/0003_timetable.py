from django.db import migrations

from xiangban.access.schedules import TIMETABLE, daily


class Migration(migrations.Migration):
    dependencies = [("conference", "0002_triggers"), TIMETABLE]

    operations = [
        daily("conference.begin_digests", "xiangban.conference.jobs.begin_digests", hour=5),
    ]
