"""Words that no authored text may use, and why."""

import re
from collections.abc import Iterator

EVERYWHERE = (
    (re.compile(r"(?<!可能)(?<!是否)(?<!违规或)违法"), "单独写了“违法”，请写“可能违规或违法”"),
    (re.compile("您"), "写了“您”，请写“你”"),
    (re.compile("[！!]"), "有感叹号，请改成句号"),
    (re.compile("维权"), "写了“维权”，请换个说法"),
    (re.compile("攻略"), "写了“攻略”，请换个说法"),
    (re.compile("防篡改"), "写了“防篡改”，只能写“可发现改动”"),
    (re.compile("反催收|话术|老赖|上岸|停息挂账"), "用了不该用的说法，请换个说法"),
)
# Advice may not speak as the law does; a sentence that does needs a basis.
AS_LAW = re.compile("必须|有权|违法|违规|犯罪|处罚|无效")
IN_ADVICE = ((re.compile("必须|务必"), "写了“必须”，提建议请写“可以”或“先”"),)


def complaints(text: str, *, advice: bool) -> Iterator[str]:
    """What is wrong with the wording of a text, in Chinese, each with the way out.

    `advice`: the text tells the reader what to do, so it may not command.
    """
    for pattern, message in EVERYWHERE + (IN_ADVICE if advice else ()):
        if pattern.search(text):
            yield message
