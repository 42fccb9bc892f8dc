"""The tables of the desk. What stands here in clear is told to advocates as such.

No row ties an account to the words of a case: a matter names a case and the slot by which its
advocate opens it. Once the owner deletes that slot the matter is a line in a list, nothing more.
"""

import hashlib
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser
from django.db import models


class Organisation(models.Model):
    """A legal-aid station, a clinic, a union: those who share one list of intake numbers."""

    name = models.CharField(max_length=40)
    made_on = models.DateField()


class Advocate(AbstractBaseUser):
    """One account. There is no hash of the password: it is right if it opens the vault.

    `vault` is the key that wraps the keys of this advocate's cases, itself wrapped by what the
    password is stretched into; `totp` is the shared secret of RFC 6238 under that vault key, and
    `totp_step` the last step that was used, so that no code is taken twice. `half_open_at` is when
    somebody last had the password right and the code wrong, until the advocate has read of it.
    """

    password = None  # type: ignore[assignment]  # see above
    last_login = None
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="advocates")
    username = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=30)
    is_lead = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    joined_on = models.DateField()
    salt = models.BinaryField(max_length=16)
    vault = models.BinaryField(max_length=64)
    totp = models.BinaryField(max_length=64)
    totp_step = models.BigIntegerField(default=0)
    half_open_at = models.DateTimeField(null=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar = []

    @property
    def label(self) -> str:
        """Who this is, as a borrower reads it."""
        return f"{self.name}（{self.organisation.name}）"

    def get_session_auth_hash(self) -> str:
        """Changes with the password, since the vault is then wrapped anew: other browsers close."""
        return vault_digest(bytes(self.vault))


class RecoveryCode(models.Model):
    """One way in without the phone, once; only as an HMAC under the pepper."""

    advocate = models.ForeignKey(Advocate, models.CASCADE, related_name="recovery_codes")
    digest = models.BinaryField(max_length=32)


class Invitation(models.Model):
    """What lets one person make an account, or begin theirs anew after a lost password.

    Found by what its code is stretched into, like a case by its number.
    """

    advocate = models.ForeignKey(Advocate, models.CASCADE, null=True, related_name="invitations")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    locator = models.BinaryField(max_length=16, unique=True)
    name = models.CharField(max_length=30)
    is_lead = models.BooleanField(default=False)
    ends_at = models.DateTimeField()


class Matter(models.Model):
    """A case as it lies on an advocate's desk. All of it stands in clear."""

    class Status(models.TextChoices):
        INCOMPLETE = "incomplete", "待补充"
        PRINTABLE = "printable", "可打印"
        DELIVERED = "delivered", "已交付"
        REFERRED = "referred", "已转介"
        CLOSED = "closed", "已结"

    advocate = models.ForeignKey(Advocate, models.PROTECT, related_name="matters")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="matters")
    ref = models.CharField(max_length=16)
    slot = models.CharField(max_length=16)
    number = models.CharField(max_length=12)
    label = models.CharField(max_length=60, default="", blank=True)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.INCOMPLETE)
    taken_on = models.DateField()
    next_on = models.DateField(null=True, blank=True)
    missing = models.PositiveSmallIntegerField(null=True)  # gaps, when it was last looked at
    looked_on = models.DateField(null=True)

    @property
    def keyless(self) -> bool:
        """Whether its key went with a vault (desk/emptying.py), and its owner did nothing."""
        return not self.slot

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "number"], name="matter_number_once"),
            models.UniqueConstraint(fields=["advocate", "ref"], name="matter_once"),
        ]
        indexes: ClassVar = [
            # Each order of the list is read from one of these, which holds all that it sorts by.
            models.Index(fields=["advocate", "-number"], name="matter_newest"),
            models.Index(fields=["advocate", "status", "-number"], name="matter_status"),
            models.Index(fields=["advocate", "status", "next_on"], name="matter_counts"),
            models.Index(fields=["advocate", "label", "-number"], name="matter_labels"),
            models.Index(fields=["advocate", "next_on", "-number"], name="matter_days"),
            models.Index(fields=["advocate", "looked_on", "-number"], name="matter_looks"),
        ]


class Memo(models.Model):
    """What an advocate keeps beside a case, sealed under the vault: never part of the case.

    A note, or what the client agreed to and took back. `name` is the id of the form it came by
    with what it says, so that a form sent twice writes once; of one written by half, that id alone.
    """

    class Kind(models.TextChoices):
        NOTE = "note", "工作笔记"
        CONSENT = "consent", "本人同意过的事"
        DRAFT = "draft", "写到一半的"

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="memos")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    name = models.CharField(max_length=32)
    made_at = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["matter", "name"], name="memo_once"),
        ]


def vault_digest(wrapped: bytes) -> str:
    """Stands for a wrapped vault in a session: 64 hex digits that open nothing."""
    return hashlib.sha256(b"vault/" + wrapped).hexdigest()


class Batch(models.Model):
    """Papers of several cases, printed at one go; gone a day later. All of it stands in clear.

    `papers` are codes, told in desk/batches/wanted.py: not what any case holds.
    """

    id = models.CharField(primary_key=True, max_length=16)
    advocate = models.ForeignKey(Advocate, models.CASCADE, related_name="batches")
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)
    papers = models.CharField(max_length=200)
    own = models.PositiveSmallIntegerField()
    blanks = models.PositiveSmallIntegerField()

    @property
    def codes(self) -> list[str]:
        return str(self.papers).split()


class BatchItem(models.Model):
    """One case of a batch. Its files lie below DATA_DIR/batches, each under a key of its own.

    `sealed` tells which they are, with their keys, under the case's key: once the owner takes the
    case back, the advocate has no way to them. In clear stands how many sheets one copy has.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "等着做"
        MADE = "made", "做好了"
        FAILED = "failed", "没做成"
        TAKEN_BACK = "taken_back", "本人收回了"

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="items")
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="+")
    opponents = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    reason = models.CharField(max_length=80, default="")
    pages = models.PositiveIntegerField(default=0)
    sealed = models.BinaryField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["batch", "matter"], name="batch_item_once"),
        ]
