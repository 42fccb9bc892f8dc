import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Advocate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("username", models.CharField(max_length=40, unique=True)),
                ("name", models.CharField(max_length=30)),
                ("is_lead", models.BooleanField(default=False)),
                ("is_active", models.BooleanField(default=True)),
                ("joined_on", models.DateField()),
                ("salt", models.BinaryField(max_length=16)),
                ("vault", models.BinaryField(max_length=64)),
                ("totp", models.BinaryField(max_length=64)),
                ("totp_step", models.BigIntegerField(default=0)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40)),
                ("made_on", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="Matter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ref", models.CharField(max_length=16)),
                ("slot", models.CharField(max_length=16)),
                ("number", models.CharField(max_length=12)),
                ("label", models.CharField(blank=True, default="", max_length=60)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("incomplete", "待补充"),
                            ("printable", "可打印"),
                            ("delivered", "已交付"),
                            ("referred", "已转介"),
                            ("closed", "已结"),
                        ],
                        default="incomplete",
                        max_length=12,
                    ),
                ),
                ("taken_on", models.DateField()),
                ("next_on", models.DateField(blank=True, null=True)),
                ("missing", models.PositiveSmallIntegerField(null=True)),
                ("looked_on", models.DateField(null=True)),
                (
                    "advocate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matters",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matters",
                        to="desk.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Memo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("note", "工作笔记"), ("consent", "本人同意过的事")], max_length=8
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("sealed", models.BinaryField()),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memos",
                        to="desk.matter",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("locator", models.BinaryField(max_length=16, unique=True)),
                ("name", models.CharField(max_length=30)),
                ("is_lead", models.BooleanField(default=False)),
                ("ends_at", models.DateTimeField()),
                (
                    "advocate",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="desk.organisation",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="advocate",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="advocates",
                to="desk.organisation",
            ),
        ),
        migrations.CreateModel(
            name="RecoveryCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.BinaryField(max_length=32)),
                (
                    "advocate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recovery_codes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(fields=["advocate", "-number"], name="matter_newest"),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(fields=["advocate", "status", "-number"], name="matter_status"),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(fields=["advocate", "next_on"], name="matter_next"),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(fields=["advocate", "label"], name="matter_label"),
        ),
        migrations.AddConstraint(
            model_name="matter",
            constraint=models.UniqueConstraint(
                fields=("organisation", "number"), name="matter_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="matter",
            constraint=models.UniqueConstraint(fields=("advocate", "ref"), name="matter_once"),
        ),
    ]
