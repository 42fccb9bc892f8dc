"""One page with every part in every state, for tests and for eyes; no installation serves it."""

from types import SimpleNamespace as Thing
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

PAGE = """{% extends "base.html" %}
{% block title %}零件{% endblock %}
{% block back %}{% include "site/_back.html" with href="/" text="我的记录" %}{% endblock %}
{% block main %}
{% include "site/_errors.html" %}
{% include "site/_notice.html" with status=1 strong="存好了。" text="第 3 次来访，今天 20:16。" %}
{% include "site/_notice.html" with warn=1 strong="先别答应。" text="过期的账会重新算起。" %}
<h1>第 2 次来访：<wbr>时间和人</h1>
<p class="hint">没填的可以空着，以后再补。</p>
<form method="post">{% csrf_token %}
{% for field in fields %}{% include "site/_field.html" %}{% endfor %}
{% for field in groups %}{% include "site/_choices.html" %}{% endfor %}
<div class="button-row"><button class="button">存好，下一页</button>
<a class="button-second" href="/">存好，先到这里</a></div>
</form>
<h2>一件一件看</h2>
{% for finding in findings %}{% include "site/_finding.html" %}{% endfor %}
{% include "site/_urgent.html" with level=2 %}
<h2>按时间排</h2>
<ol class="timeline">
<li class="entry entry-visit"><time>11月3日 周二 15:20</time><h3><a href="/">第 1 次来访</a></h3>
<p>1 人，在现住址门口。敲门后留了纸条。</p>
<p class="tags"><span class="tag">听人转述：邻居丙</span><span class="tag">证据 1</span></p>
<p class="missing"><span>还缺：</span><a href="/">邻居写的两句话</a>
<a href="/">离开时间</a></p></li>
<li class="gap">过了 6 天</li>
<li class="entry"><time>11月9日 周一 10:05</time><h3><a href="/">收到短信</a></h3>
<p>自称某某公司，说 3 天内上门。</p></li>
</ol>
<dl class="counts"><div><dt>次来访</dt><dd>3</dd></div><div><dt>次报警</dt><dd>1</dd></div></dl>
{% include "site/_code.html" with code="1234567890123456" %}
<ul class="quiet-links"><li><a href="/">带走我的数据</a></li><li><a href="/">全部删除</a></li></ul>
<details><summary>已经回答的（3 项），可以改</summary><p>没有。</p></details>
{% for name in icons %}{% include "site/_icon.html" %}{% endfor %}
{% endblock %}"""

ICONS = ["mark", "door", "pen", "book", "letter", "people", "full", "half", "empty", "dots"]
_PLAIN = dict.fromkeys(["help", "error", "optional", "inputmode", "autocomplete", "claimed"])


def text(name: str, label: str, **more: Any) -> Thing:
    """A text field as a room hands it over."""
    return Thing(
        **(_PLAIN | {"name": name, "id": name, "label": label, "value": "", "rows": 1} | more)
    )


def group(name: str, label: str, kind: str, options: list[tuple[Any, ...]], **more: Any) -> Thing:
    """A group of choices as a room hands it over."""
    told = {"name": name, "id": name, "label": label, "type": kind, "options": options}
    return Thing(**(_PLAIN | {"columns": False} | told | more))


def finding(level: str, label: str, title: str, **more: Any) -> Thing:
    """Shaped as a Finding of the law room."""
    citation = Thing(
        id="cc-1033-2",
        cite="《中华人民共和国民法典》第一千零三十三条第（二）项",
        rank_label="法律",
        since="2021年1月1日起施行",
        until="",
        caution="",
    )
    return Thing(
        **{
            "rule": "entry",
            "title": title,
            "level": Thing(value=level, label=label),
            "urgent": False,
            "provisions": (citation,),
            "why": "进别人的住宅，要经住的人明确同意。欠款不能代替同意。",
            "differs": "家里有人开门请他们进来的，这一条就轻得多。",
            "next_steps": ("写下谁开的门，谁说过不同意。", "人还在屋里，先打110。"),
        }
        | more
    )


def context() -> dict[str, Any]:
    """Everything that the page shows."""
    late = "离开时间比开始时间早，请看是不是填反了。"
    return {
        "faults": [("left_at", late), ("amount", "金额请只填数字，比如 3500 或 3500.00。")],
        "fields": [
            text("started_at", "开始时间", value="20:14", help="记不准就选“大约”。", short=True),
            text("left_at", "离开时间", value="19:50", optional=True, error=late, short=True),
            text("employer", "哪家公司派的", value='<b>"某某"</b>', claimed=True, optional=True),
            text(
                "amount",
                "他说你欠多少（元）",
                value="三千五左右",
                help="写他说的数。",
                error="金额请只填数字，比如 3500 或 3500.00。",
                inputmode="decimal",
            ),
            text(
                "words", "他们的原话", value="“今天不还，\n明天就去你单位。”", rows=4, optional=True
            ),
        ],
        "groups": [
            group(
                "entered_home",
                "他们进门了吗？",
                "radio",
                [
                    ("no", "没有，一直在门外", "", False),
                    ("without_consent", "进来了，没有人同意", "包括推门、跟着挤进来", True),
                    ("unknown", "不清楚", "", False),
                ],
                help="到门口和进屋，法律上不是一回事。",
            ),
            group(
                "acts",
                "做了什么",
                "checkbox",
                [
                    ("polite", "好好说话", "", True),
                    ("left", "叫走就走了", "", False),
                    ("insulted", "骂人", "", True),
                    ("refused_to_leave", "不肯走", "", False),
                ],
                columns=True,
                error="“都不是”不能和别的一起选。",
            ),
        ],
        "findings": [
            finding("likely_breach", "可能违规或违法", "没有人同意，进了你家", urgent=True),
            finding("unclear", "要看具体情况", "在楼道里大声说话"),
            finding("ordinary", "一般允许", "说明欠款金额和还款办法", differs=""),
        ],
        "icons": ICONS,
    }


def gallery(request: HttpRequest) -> HttpResponse:
    """The page itself."""
    template = engines["django"].from_string(PAGE)
    return HttpResponse(template.render(context(), request))


urlpatterns = [path("gallery/", gallery), path("", include("borrower_guide.urls"))]
handler404 = "borrower_guide.site.errors.not_found"
handler500 = "borrower_guide.site.errors.server_error"
