import django.db.models.deletion
from django.db import migrations, models


def of_a_case(name: str) -> "models.ForeignKey[object, object]":
    return models.ForeignKey(
        on_delete=django.db.models.deletion.DO_NOTHING, related_name=name, to="cases.casefile"
    )


def row_number() -> "models.BigAutoField[object, object]":
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_exhibit_files"),
    ]

    operations = [
        migrations.CreateModel(
            name="Pickup",
            fields=[
                ("id", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("locator", models.BinaryField(max_length=16, unique=True)),
                ("wrapped", models.BinaryField(max_length=64)),
                ("ends_at", models.DateTimeField(db_index=True)),
                ("fetches", models.PositiveSmallIntegerField(default=0)),
                ("case", of_a_case("pickups")),
            ],
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", row_number()),
                ("place", models.CharField(max_length=32)),
                ("kept_at", models.DateTimeField()),
                ("sealed", models.BinaryField()),
                ("case", of_a_case("drafts")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case", "place"), name="draft_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Glance",
            fields=[
                ("id", row_number()),
                ("name", models.CharField(max_length=16)),
                ("made_of", models.CharField(max_length=64)),
                ("sealed", models.BinaryField()),
                ("case", of_a_case("glances")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case", "name"), name="glance_once")
                ],
            },
        ),
    ]
