from django.db import migrations

from xiangban.access.schedules import TIMETABLE, daily


class Migration(migrations.Migration):
    dependencies = [("children", "0002_triggers"), TIMETABLE]

    operations = [
        daily("children.exit_at_sixteen", "xiangban.children.jobs.begin_exits_at_sixteen", hour=1),
    ]
