"""The page of the docs with every finding that there is: code, level, clause, what is wrong, how to cure it."""

import re
from collections.abc import Iterable, Iterator

from lzxl.findings import Rule

GROUPS = {
    "F": "文件",
    "T": "工作表、表头和行",
    "C": "单元格",
    "X": "单位、人员和前后对照",
    "K": "扣分台账",
    "R": "名册和参数",
    "G": "登记和重报",
    "M": "汇总册",
    "J": "归档和日志",
}
_FILLED_IN = re.compile(r"\{[a-z_]+\}")


def catalogue_page(rules: Iterable[Rule]) -> str:
    """Return the Markdown page of ``rules``, grouped by the first letter of their codes, in order of codes."""
    ordered = sorted(rules, key=lambda rule: ([*GROUPS, rule.code[0]].index(rule.code[0]), rule.code))
    return "\n".join([*_introduction(), *_groups(ordered)]) + "\n"


def _introduction() -> Iterator[str]:
    yield "# 问题代码"
    yield ""
    yield "本页由程序的问题目录生成,请勿手改。“错误”使整个工作簿退回;“警告”已汇总,须有人核对;“提示”只作说明。"
    yield "“…”处由程序填入具体内容。"


def _groups(ordered: list[Rule]) -> Iterator[str]:
    group = ""
    for rule in ordered:
        if rule.code[0] != group:
            group = rule.code[0]
            yield from ("", f"## {group} {GROUPS.get(group, '其他')}", "")
            yield from ("| 代码 | 级别 | 条款 | 问题 | 改法 |", "|---|---|---|---|---|")
        yield f"| {rule.code} | {rule.severity.value} | {rule.clause} | {_shown(rule.message)} | {_shown(rule.cure)} |"


def _shown(template: str) -> str:
    """Return a template as a table cell: what is filled in later as an ellipsis, nothing that Markdown would take."""
    return re.sub(r"([|*_<>`])", r"\\\1", _FILLED_IN.sub("…", template.removesuffix("{prompt}")))
