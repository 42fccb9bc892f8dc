"""How many copies of a case's papers: one for each opponent, one for the office, our own. Pure."""

from dataclasses import dataclass

OFFICE = 1
MOST_OPPONENTS, MOST_OWN, MOST_BLANKS = 20, 5, 10


@dataclass(frozen=True, slots=True)
class Copies:
    """`opponents` and `own` may be 0; the office always gets one."""

    opponents: int
    own: int

    @property
    def total(self) -> int:
        return self.opponents + OFFICE + self.own

    @property
    def sum_words(self) -> str:
        """对方 2＋机关 1＋自留 1＝4 份."""
        return f"对方 {self.opponents}＋机关 {OFFICE}＋自留 {self.own}＝{self.total} 份"

    @property
    def receivers(self) -> tuple[str, ...]:
        """For whom each copy is, in the order of printing."""
        alone = self.opponents == 1
        opponents = ("给对方" if alone else f"给对方（{n}）" for n in range(1, self.opponents + 1))
        return (*opponents, *["给收材料的机关"] * OFFICE, *[OURS] * self.own)


OURS = "我们自己留"
