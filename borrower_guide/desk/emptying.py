"""An advocate's vault is gone, or must not be opened again: what of their desk goes with it."""

from borrower_guide.cases.models import KeySlot
from borrower_guide.desk.models import Advocate, Batch, Matter, Memo


def empty_desk(advocate: Advocate) -> None:
    """Delete the ways into cases, the notes, and what waits to be printed. To be called inside a
    transaction; files of batches are swept later, and nobody has their keys.

    The numbers of the cases and their dates stay, so that they can be handed over again. Labels are
    the advocate's own words: whoever comes in by a new invitation may be somebody else.
    """
    matters = Matter.objects.filter(advocate=advocate)
    slots = KeySlot.objects.filter(kind=KeySlot.Kind.ADVOCATE)
    slots.filter(pk__in=list(matters.values_list("slot", flat=True))).delete()
    Memo.objects.filter(matter__in=matters).delete()
    Batch.objects.filter(advocate=advocate).delete()
    matters.update(label="")
