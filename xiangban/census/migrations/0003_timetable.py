from django.db import migrations

from xiangban.access.schedules import TIMETABLE, daily


class Migration(migrations.Migration):
    dependencies = [("census", "0002_triggers"), TIMETABLE]

    operations = [
        daily("census.erase_rosters", "xiangban.census.housekeeping.erase_rosters", hour=4),
    ]
