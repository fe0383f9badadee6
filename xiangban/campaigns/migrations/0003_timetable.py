from django.db import migrations

from xiangban.access.schedules import TIMETABLE, daily


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0002_triggers"), TIMETABLE]

    operations = [
        daily("campaigns.draw_curves", "xiangban.campaigns.jobs.draw_all_curves", hour=3),
    ]
