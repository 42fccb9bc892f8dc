import django.db.models.deletion
from django.db import migrations, models

from borrower_guide.cases import triggers


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0003_drafts_pickups_glances"),
    ]

    operations = [
        migrations.AddField(
            model_name="keyslot",
            name="ends_at",
            field=models.DateTimeField(db_index=True, null=True),
        ),
        migrations.AddField(
            model_name="keyslot",
            name="label",
            field=models.CharField(default="", max_length=80),
        ),
        migrations.AddField(
            model_name="keyslot",
            name="made_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="keyslot",
            name="sealed_code",
            field=models.BinaryField(max_length=64, null=True),
        ),
        migrations.CreateModel(
            name="Access",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("slot", models.CharField(max_length=16)),
                ("label", models.CharField(max_length=80)),
                (
                    "doing",
                    models.CharField(
                        choices=[
                            ("take", "接过去了"),
                            ("view", "看了"),
                            ("write", "写了"),
                            ("print", "打印或下载了"),
                            ("export", "整份带走了"),
                        ],
                        max_length=8,
                    ),
                ),
                ("place", models.CharField(max_length=48)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="accesses",
                        to="cases.casefile",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case", "-at"], name="access_newest")],
            },
        ),
        migrations.RunPython(triggers.create_accesses, triggers.drop_accesses),
    ]
