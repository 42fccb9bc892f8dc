"""All that the page on cost says once it was asked. No Django."""

from dataclasses import dataclass
from datetime import date

from borrower_guide.law.interest.caps import FourTimes, NoFigure, Said, four_times, said
from borrower_guide.law.interest.content import Interest
from borrower_guide.law.interest.saying import Topic
from borrower_guide.law.library import Library
from borrower_guide.money.cost import Cost, NoRate, Rates, cost_of, percent_words
from borrower_guide.money.cost_form import Asked


@dataclass(frozen=True, slots=True)
class Answer:
    """The sums, the rates in words or why there are none, and the law on them."""

    asked: Asked
    cost: Cost
    four_times: FourTimes | NoFigure | None
    rate: tuple[Said, ...]
    deducted: tuple[Said, ...]
    cap: tuple[Said, ...]
    use: tuple[Said, ...]
    reading: tuple[Said, ...]

    @property
    def no_rate(self) -> str:
        """Why there is no rate; empty if there is one."""
        return self.cost.rates.label if isinstance(self.cost.rates, NoRate) else ""

    @property
    def simple(self) -> str:
        """12.80%; empty if there is no rate."""
        rates = self.cost.rates
        return percent_words(rates.simple) if isinstance(rates, Rates) else ""

    @property
    def compound(self) -> str:
        """13.58%; empty if there is no rate."""
        rates = self.cost.rates
        return percent_words(rates.compound) if isinstance(rates, Rates) else ""

    @property
    def figure(self) -> FourTimes | None:
        """Four times the LPR where it can be told."""
        return self.four_times if isinstance(self.four_times, FourTimes) else None

    @property
    def no_figure(self) -> str:
        """Why it cannot; empty if it can, or if it is not asked after."""
        return self.four_times.label if isinstance(self.four_times, NoFigure) else ""

    @property
    def wants_lpr(self) -> bool:
        """Whether the reader may fill in an LPR that we do not know."""
        return self.four_times is NoFigure.NOT_KNOWN


def answer_of(asked: Asked, interest: Interest, library: Library, today: date) -> Answer:
    """The answer to one form."""

    def told(topic: Topic) -> tuple[Said, ...]:
        known = {"lender": asked.lender, "signed_on": asked.signed_on}
        return said(topic, interest.sayings, library, today, **known)  # type: ignore[arg-type]

    return Answer(
        asked=asked,
        cost=cost_of(asked.loan),
        four_times=four_times(asked.lender, asked.signed_on, interest.lpr, asked.lpr),
        rate=told(Topic.RATE),
        deducted=told(Topic.DEDUCTED) if asked.deducted else (),
        cap=told(Topic.CAP),
        use=told(Topic.USE),
        reading=told(Topic.READING),
    )
