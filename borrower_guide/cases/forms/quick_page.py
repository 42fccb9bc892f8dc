"""The quick page's inputs, in the order of the thumb. No Django."""

from collections.abc import Iterable

from borrower_guide.cases.forms.page import FormPage
from borrower_guide.cases.forms.quick import (
    COUNTS,
    DONE,
    NONE,
    OTHER,
    ROLES,
    SIGNED,
    WANTED,
    QuickForm,
)
from borrower_guide.cases.forms.spoken_time import read_when
from borrower_guide.schema.visit import Visit
from borrower_guide.schema.vocabulary import YesNo
from borrower_guide.schema.when import When
from borrower_guide.site.inputs import Choices, Option, TextField

Pairs = Iterable[tuple[str, str]]


class QuickPage:
    """The inputs of the quick page, for its template."""

    def __init__(self, form: QuickForm) -> None:
        self.form = form
        self.page = FormPage(Visit, form.values, form.faults)

    @property
    def summary(self) -> list[tuple[str, str]]:
        return self.page.summary

    @property
    def shown_now(self) -> When:
        """The minute that 现在 stands for: when the page was first shown."""
        try:
            told = When.parse(self.form.one("shown_now"))
        except ValueError:
            told = None
        return told if told and told.moment else read_when("现在", now=self.form.now)

    @property
    def when(self) -> Choices:
        now = self.shown_now
        options = ((str(now), f"现在 {now.moment:%H:%M}"), (OTHER, "别的时间"))
        return self._radio("when", "什么时候来的", options)

    @property
    def when_text(self) -> TextField:
        return TextField(
            name="when_text",
            label="别的时间",
            help="比如：昨天晚上9点，或 11月3日 20:14。",
            value=self.form.one("when_text"),
            error=self.form.faults.get("when_text", ""),
        )

    @property
    def about(self) -> bool:
        return bool(self.form.one("about"))

    @property
    def visitor_count(self) -> Choices:
        options = [(count, f"{count} 人") for count in COUNTS[:-1]]
        last = (COUNTS[-1], f"{COUNTS[-1]} 人以上")
        return self._radio("visitor_count", "来了几个人", (*options, last, ("", "没看清")))

    @property
    def role(self) -> Choices:
        options = (*((role.value, role.label) for role in ROLES), ("", "没有说"))
        return self._radio("role", "他们说自己是谁", options, claimed=True)

    @property
    def done(self) -> Choices:
        options = (*((act.value, act.label) for act in DONE), (NONE, "上面都没有"))
        return self._boxes("做了什么", "做得好的也记，别人更信。", options)

    @property
    def wanted(self) -> Choices:
        options = (*((act.value, act.label) for act in WANTED), (SIGNED, "已经签了字"))
        return self._boxes("要了、拿了、签了什么", "", options, id_suffix="-wanted")

    @property
    def recording_made(self) -> Choices:
        options = ((YesNo.YES.value, "有"), (YesNo.NO.value, "没有"))
        return self._radio("recording_made", "有没有录音或拍照", options)

    @property
    def safe(self) -> Choices:
        return self._radio("safe", "你现在安全吗", (("yes", "安全"), ("no", "不安全")))

    def _radio(self, name: str, label: str, options: Pairs, claimed: bool = False) -> Choices:
        chosen = self.form.one(name)
        given = name in self.form.values
        return Choices(
            name=name,
            label=label,
            type="radio",
            columns=True,
            claimed=claimed,
            error=self.form.faults.get(name, ""),
            options=tuple(
                Option(value, text, "", given and value == chosen) for value, text in options
            ),
        )

    def _boxes(self, label: str, hint: str, options: Pairs, id_suffix: str = "") -> Choices:
        chosen = self.form.values.get("acts", [])
        return Choices(
            name="acts",
            label=label,
            help=hint,
            type="checkbox",
            columns=True,
            id_suffix=id_suffix,
            error="" if id_suffix else self.form.faults.get("acts", ""),
            options=tuple(Option(value, text, "", value in chosen) for value, text in options),
        )
