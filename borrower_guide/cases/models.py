"""The tables of a case file. What a person wrote is only ever in `sealed`, as ciphertext."""

from typing import ClassVar

from django.db import models

KEEP_DAYS = 90


class CaseFile(models.Model):
    """One case. `id` is the random reference in its address; nothing here tells whose it is."""

    id = models.CharField(primary_key=True, max_length=16)
    created_on = models.DateField()
    last_used_on = models.DateField(db_index=True)
    keep_days = models.PositiveSmallIntegerField(default=KEEP_DAYS)


class KeySlot(models.Model):
    """One way to the case key: the key, wrapped by what `locator` was derived beside.

    The owner's and a hand-off code's key are stretched from the number; an advocate's is the key
    of their vault (desk), and its locator is random. `label` is who holds it, as the owner reads
    it. `sealed_code` is sealed by the case key: a hand-off code, so that the owner can see it
    again, or the number of a case begun at a desk until its owner has it.
    """

    class Kind(models.TextChoices):
        OWNER = "owner"
        HANDOFF = "handoff"
        ADVOCATE = "advocate"

    id = models.CharField(primary_key=True, max_length=16)
    case = models.ForeignKey(CaseFile, models.DO_NOTHING, related_name="slots")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    locator = models.BinaryField(max_length=16, unique=True)
    wrapped = models.BinaryField(max_length=64)
    label = models.CharField(max_length=80, default="")
    made_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True, db_index=True)
    sealed_code = models.BinaryField(max_length=64, null=True)


class SealedEntry(models.Model):
    """One entry of the journal. The database itself refuses to change or drop it (triggers.py)."""

    case = models.ForeignKey(CaseFile, models.DO_NOTHING, related_name="sealed_entries")
    seq = models.PositiveIntegerField()
    entry_id = models.CharField(max_length=32)
    digest = models.CharField(max_length=64)
    sealed = models.BinaryField()

    class Meta:
        db_table = "cases_entry"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "seq"], name="entry_seq_once"),
            models.UniqueConstraint(fields=["case", "entry_id"], name="entry_id_once"),
        ]


class Blob(models.Model):
    """One sealed file of a case under DATA_DIR/files/<case>/<id>: a record, or an exhibit's bytes.

    An exhibit's file has a key of its own, `wrapped` by the case key, and is found by `tag`, an
    HMAC of its digest under the case key: the row does not tell which bytes it holds.
    """

    id = models.CharField(primary_key=True, max_length=32)
    case = models.ForeignKey(CaseFile, models.DO_NOTHING, related_name="blobs")
    kind = models.CharField(max_length=8)
    size = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    tag = models.CharField(max_length=32, null=True)
    wrapped = models.BinaryField(max_length=64, null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "tag"], name="blob_tag_once"),
        ]


class Draft(models.Model):
    """A half-filled form of a case, sealed; the newest only. No entry until the person saves.

    `place` is an HMAC of the form's address under the case key: the row does not tell which form.
    """

    case = models.ForeignKey(CaseFile, models.DO_NOTHING, related_name="drafts")
    place = models.CharField(max_length=32)
    kept_at = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "place"], name="draft_once"),
        ]


class Pickup(models.Model):
    """One sealed file that may be fetched without the case, by a code, for some minutes.

    The file lies at DATA_DIR/files/<case>/<id> under a key of its own, `wrapped` by what the code
    is stretched into: whoever has the code has this file and nothing else of the case.
    """

    id = models.CharField(primary_key=True, max_length=32)
    case = models.ForeignKey(CaseFile, models.DO_NOTHING, related_name="pickups")
    locator = models.BinaryField(max_length=16, unique=True)
    wrapped = models.BinaryField(max_length=64)
    ends_at = models.DateTimeField(db_index=True)
    fetches = models.PositiveSmallIntegerField(default=0)


class Glance(models.Model):
    """A page of a case as it was last made, sealed, so that it need not be made again.

    It holds only as long as the journal ends with the entry whose digest is in `made_of`.
    """

    case = models.ForeignKey(CaseFile, models.DO_NOTHING, related_name="glances")
    name = models.CharField(max_length=16)
    made_of = models.CharField(max_length=64)
    sealed = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "name"], name="glance_once"),
        ]


class Access(models.Model):
    """One thing that somebody else did with a case, written before it was done.

    `place` is the name of the address, never the address itself: it tells which page, not of what.
    """

    class Doing(models.TextChoices):
        TAKE = "take", "接过去了"
        VIEW = "view", "看了"
        WRITE = "write", "写了"
        PRINT = "print", "打印或下载了"
        EXPORT = "export", "整份带走了"

    case = models.ForeignKey(CaseFile, models.DO_NOTHING, related_name="accesses")
    at = models.DateTimeField()
    slot = models.CharField(max_length=16)
    label = models.CharField(max_length=80)
    doing = models.CharField(max_length=8, choices=Doing.choices)
    place = models.CharField(max_length=48)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case", "-at"], name="access_newest")]


class Attempt(models.Model):
    """Failed openings from one address in one minute, or tries of one account up to `minute`.

    The address and the account stand here only as an HMAC for that time.
    """

    key = models.BinaryField(primary_key=True, max_length=32)
    minute = models.PositiveIntegerField(db_index=True)
    count = models.PositiveIntegerField()
