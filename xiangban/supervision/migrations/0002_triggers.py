from django.db import migrations

from xiangban.access.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("supervision", "0001_initial")]

    operations = [
        append_only("supervision", "supervisionmove", recoded=["place_code"]),
        append_only("supervision", "sample"),
    ]
