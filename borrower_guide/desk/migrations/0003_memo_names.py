from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("desk", "0002_half_open")]

    operations = [
        migrations.AddField(
            model_name="memo",
            name="name",
            field=models.CharField(default="", max_length=32),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="memo",
            constraint=models.UniqueConstraint(fields=("matter", "name"), name="memo_once"),
        ),
    ]
