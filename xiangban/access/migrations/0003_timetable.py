from django.db import migrations

from xiangban.access.schedules import TIMETABLE, daily, every_minutes


class Migration(migrations.Migration):
    dependencies = [("access", "0002_triggers"), TIMETABLE]

    operations = [
        every_minutes("access.take_up_lost_jobs", "xiangban.access.jobs.take_up_lost_jobs", minutes=1),
        every_minutes("access.write_anchor", "xiangban.access.anchors.write_todays_anchor", minutes=10),
        daily("access.sweep_out", "xiangban.access.housekeeping.sweep_out", hour=3),
        daily("access.expire_exports", "xiangban.access.exports.expire_exports", hour=2),
    ]
