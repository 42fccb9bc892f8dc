"""What may go into a batch, by its code; and what was typed on the page that begins one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from borrower_guide.desk.batches.copies import MOST_BLANKS, MOST_OPPONENTS, MOST_OWN
from borrower_guide.letters.blank.composing import BlankForm, blank_forms
from borrower_guide.site.inputs import Choices, Option, TextField

RECORD, COVER, SIDES = "record", "cover", "sides"
UNSENT, NEWEST, NO_LETTERS = "letters.unsent", "letters.newest", "letters.none"
FORM = "form."
MOST_CASES = 100

LETTERS = {
    NO_LETTERS: ("不要", ""),
    UNSENT: ("还没交出去的", "每种写给同一处的，只要最新的一份。"),
    NEWEST: ("交没交过都要", "每种写给同一处的，只要最新的一份。"),
}
NUMBERS = {
    "opponents": ("对方有几个", "一个一份。哪个个案不一样，写在它那一行。", MOST_OPPONENTS),
    "own": ("自己留几份", "机关的一份另算。", MOST_OWN),
    "blanks": ("空白表每样几张", "双方各留一张的，写 2。", MOST_BLANKS),
}
DEFAULTS = {"opponents": "1", "own": "1", "blanks": "2"}
Values = Mapping[str, list[str]]


def form_codes() -> dict[str, str]:
    """Code and title of each blank form."""
    return {FORM + one.id: one.title for one in blank_forms().values()}


def blanks_in(codes: Iterable[str]) -> list[BlankForm]:
    """The blank forms among what was chosen."""
    return [one for one in blank_forms().values() if FORM + one.id in codes]


def words_of(codes: Iterable[str]) -> list[str]:
    """What was chosen, in plain words."""
    told = {RECORD: "来访记录", UNSENT: "还没交的文书", NEWEST: "文书，交没交过都要"}
    told |= {code: f"空白的{title}" for code, title in form_codes().items()}
    told |= {COVER: "每一份一张封面", SIDES: "双面打印"}
    return [words for code, words in told.items() if code in codes]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """The page as it was sent. `opponents` by matter; `faults` by field, in Chinese."""

    matters: frozenset[int] = frozenset()
    codes: frozenset[str] = frozenset({RECORD, UNSENT, COVER})
    typed: Mapping[str, str] = field(default_factory=lambda: dict(DEFAULTS))
    each: Mapping[int, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)

    def number(self, name: str) -> int:
        """One of DEFAULTS, where there is no fault."""
        return int(self.typed[name])

    def opponents_of(self, matter: int) -> int:
        """Those typed beside the case, or else those typed for all."""
        return int(self.each.get(matter) or self.typed["opponents"])

    @property
    def papers(self) -> Choices:
        options = (
            Option(
                RECORD,
                "每个个案一份",
                "没改过就用上次封存的，改过就新做一份。",
                RECORD in self.codes,
            ),
        )
        return Choices(
            name="paper",
            label="来访记录",
            type="checkbox",
            options=options,
            error=self.faults.get("paper", ""),
        )

    @property
    def letters(self) -> Choices:
        chosen = next((code for code in LETTERS if code in self.codes), NO_LETTERS)
        options = (Option(code, *told, code == chosen) for code, told in LETTERS.items())
        return Choices(name="letters", label="个案里写好的文书", options=tuple(options))

    @property
    def forms(self) -> Choices:
        options = (Option(c, title, "", c in self.codes) for c, title in form_codes().items())
        return Choices(
            name="form", label="空白表", type="checkbox", options=tuple(options), columns=True
        )

    @property
    def ways(self) -> Choices:
        options = (
            Option(
                COVER, "每一份一张封面", "写编号、材料、页数，留签收的地方。", COVER in self.codes
            ),
            Option(
                SIDES,
                "打印机印双面",
                "每样材料从一张纸的正面开始，不够就垫一页白的。",
                SIDES in self.codes,
            ),
        )
        return Choices(name="way", label="怎么印", type="checkbox", options=options)

    @property
    def numbers(self) -> list[TextField]:
        return [self._number_field(name) for name in NUMBERS]

    def _number_field(self, name: str) -> TextField:
        label, hint, _ = NUMBERS[name]
        return TextField(
            name=name,
            label=label,
            help=hint,
            value=self.typed[name],
            error=self.faults.get(name, ""),
            inputmode="numeric",
            optional=False,
            short=True,
        )

    @property
    def summary(self) -> list[tuple[str, str]]:
        """Where each fault is."""
        return [(f"f-{name.replace('.', '-')}", text) for name, text in self.faults.items()]


def read_wanted(values: Values, known: frozenset[int]) -> Wanted:
    """What was sent. `known`: the matters that may be chosen; others are left out unsaid."""
    ticked = frozenset(one for one in known if str(one) in values.get("m", []))
    codes = frozenset(
        code for name in ("paper", "letters", "form", "way") for code in values.get(name, [])
        if code in {RECORD, *LETTERS, *form_codes(), COVER, SIDES}
    )  # fmt: skip
    typed = {name: _one(values, name) or default for name, default in DEFAULTS.items()}
    each = {one: _one(values, f"opponents.{one}") for one in known}
    faults = dict(_faults(ticked, codes, typed, each))
    return Wanted(matters=ticked, codes=codes - {NO_LETTERS}, typed=typed, each=each, faults=faults)


def _faults(
    ticked: frozenset[int], codes: frozenset[str], typed: Mapping[str, str], each: Mapping[int, str]
) -> Iterable[tuple[str, str]]:
    if not ticked:
        yield "m", "至少选一个个案"
    if len(ticked) > MOST_CASES:
        yield "m", f"一批最多 {MOST_CASES} 个个案，请分几批"
    for matter in sorted(ticked):
        if each[matter] and not _within(each[matter], MOST_OPPONENTS):
            yield f"opponents.{matter}", f"请写 0 到 {MOST_OPPONENTS} 的数"
    if not codes & {RECORD, UNSENT, NEWEST}:
        yield "paper", "来访记录和文书，至少选一样"
    for name, (_, _, most) in NUMBERS.items():
        if not _within(typed[name], most):
            yield name, f"请写 0 到 {most} 的数"


def _within(text: str, most: int) -> bool:
    return text.isdecimal() and len(text) <= 3 and int(text) <= most


def _one(values: Values, name: str) -> str:
    return "".join(values.get(name, [])[-1:]).strip()
