"""An advocate's vault is gone, or must not be opened again: what of their desk goes with it."""

from borrower_guide.cases.models import KeySlot, Pickup
from borrower_guide.desk.models import Advocate, Batch, Matter, Memo


def empty_desk(advocate: Advocate) -> None:
    """Delete the ways into cases, the 取件号 there, the notes, and what waits to be printed.

    To be called inside a transaction; files of batches and 取件号 are swept later, and nobody has
    their keys.

    The numbers of the cases and their dates stay, so that they can be handed over again. Labels are
    the advocate's own words: whoever comes in by a new invitation may be somebody else.
    """
    matters = Matter.objects.filter(advocate=advocate)
    slots = KeySlot.objects.filter(
        kind=KeySlot.Kind.ADVOCATE, pk__in=list(matters.values_list("slot", flat=True))
    )
    Pickup.objects.filter(case__in=list(slots.values_list("case", flat=True))).delete()
    slots.delete()
    Memo.objects.filter(matter__in=matters).delete()
    Batch.objects.filter(advocate=advocate).delete()
    matters.update(label="", slot="")
