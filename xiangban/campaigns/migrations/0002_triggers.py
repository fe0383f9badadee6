from django.db import migrations

from xiangban.access.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0001_initial")]

    operations = [
        append_only("campaigns", "campaignmove"),
        append_only("campaigns", "filledfigure", recoded=["place_code"]),
        append_only("campaigns", "closingfigures", recoded=["place_code"]),
    ]
