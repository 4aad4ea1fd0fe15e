"""Letters from plain sources: an office's own file wins, a broken one is told with its line, values are never marks."""

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from lzxl.office.errors import OfficeError
from lzxl.paper.docx import docx_of
from lzxl.paper.letters import Letters, own_sources
from lzxl.paper.markup import Kind, as_text, escaped, parts, title_of

COMMON = {"单位": "样例科", "本社": "示例社", "落款": "办公室", "依据": "某文", "年度": 2026, "今天": None, "电话": ""}


def letter(folder: Path, source: str, encoding: str = "utf-8", **values: object) -> list[tuple[str, str]]:
    """Return kind and text of the parts of a letter made from an office's own source."""
    (folder / "催报通知.j2").write_text(source, encoding=encoding)
    return [(part.kind.name, part.text) for part in Letters(folder).letter("催报通知", {**COMMON, **values})]


def test_the_sources_that_come_with_the_program_are_all_there() -> None:
    assert {name.removesuffix(".j2") for name in own_sources()} == {
        *("退回通知", "收件回执", "催报通知", "群发文字", "下发通知", "情况汇报", "进度.html"),
        *("预警通知书", "撤回通知", "领取通知", "送达通知", "节前提醒", "签收表", "责任追究建议书", "提请问责函"),
    }


def test_the_offices_own_source_wins_and_its_marks_are_understood(tmp_path: Path) -> None:
    made = letter(tmp_path, "# 题\n@ {{ 单位 }}:\n### 一、\n正文{{ 年度 }}\n> {{ 今天|日期 }}\n----\n====\n! A\n")
    assert made == [
        ("TITLE", "题"),
        ("LEFT", "样例科:"),
        ("HEADING", "一、"),
        ("TEXT", "正文2026"),
        ("RIGHT", "年  月  日"),
        ("CUT", ""),
        ("PAGE", ""),
        ("BAR", "A"),
    ]


def test_a_source_that_notepad_saved_in_gbk_is_read(tmp_path: Path) -> None:
    assert letter(tmp_path, "# 请尽快报送", encoding="gbk") == [("TITLE", "请尽快报送")]


@pytest.mark.parametrize(
    ("source", "line", "reason"),
    [
        ("# 题\n{{ 单位 }", 2, "没有写完整"),
        ("# 题\n\n{% if 单位 %}\n没有结束", 4, "没有写完整"),
        ("# 题\n{{ 没有这个 }}", 2, "没有“没有这个”这一项"),
        ("# 题\n\n\n{{ 单位.长度.乱写 }}", 4, "没有“长度”这一项"),
        ("{{ ''.__class__.__mro__ }}", 1, "没有“__class__”这一项|不允许"),
        ("{{ 年度 / 0 }}", 1, "填不出来"),
        ("{% for 一 in range(999999999) %}{% endfor %}", 1, "填不出来"),
    ],
)
def test_a_broken_source_ends_in_a_sentence_with_file_and_line(
    source: str, line: int, reason: str, tmp_path: Path
) -> None:
    with pytest.raises(OfficeError, match=f"“催报通知.j2”第 {line} 行.*(?:{reason})"):
        letter(tmp_path, source)


def test_a_source_reads_no_file_outside_its_folder(tmp_path: Path) -> None:
    (tmp_path / "秘密.txt").write_text("秘密", encoding="utf-8")
    inside = tmp_path / "信函"
    inside.mkdir()
    with pytest.raises(OfficeError, match=r"没有“\.\./秘密\.txt”这份信函"):
        letter(inside, "{% include '../秘密.txt' %}")


HOSTILE = [
    *("# 假标题", "| 假表格", "> 假落款", "@ 假主送", "! A", "----", "====", "甲\n# 假标题", "甲|乙"),
    *("<b>粗</b>", "A&B", "&lt;", "&amp;lt;", "{{ 本社 }}", "{% if %}", "**粗**", "'\"", "\\n"),
]


@pytest.mark.parametrize("name", HOSTILE)
def test_what_a_value_contains_is_text_and_nothing_else(name: str, tmp_path: Path) -> None:
    made = letter(tmp_path, "{{ 单位 }}\n| 一 | 二 |\n| {{ 单位 }} | 末 |", 单位=name)
    assert [kind for kind, _ in made] == ["TEXT", "TABLE"]
    shown = " ".join(name.split("\n"))
    assert made[0][1] == shown
    table = Letters(tmp_path).letter("催报通知", {**COMMON, "单位": name})[1]
    assert table.rows == (("一", "二"), (shown, "末"))


@pytest.mark.parametrize(
    "source",
    [
        "{% autoescape false %}\n{{ 单位 }}\n{% endautoescape %}",
        "{{ 单位 ~ '' }}",
        "{{ 单位|e }}",
        "{{ [单位]|join('、') }}",
        "{% set 甲 = 单位 %}\n{{ 甲 }}",
        "{% set 甲 %}{{ 单位 }}{% endset %}\n{{ 甲 }}",
        "{% macro 甲(乙) %}{{ 乙 }}{% endmacro %}\n{{ 甲(单位) }}",
        "{{ '%s' % 单位 }}",
        "{{ '%s'|format(单位) }}",
    ],
)
@pytest.mark.parametrize("name", ["# <b>&|", "----", "| 甲 | 乙 |", "> <"])
def test_no_source_can_switch_that_off(source: str, name: str, tmp_path: Path) -> None:
    assert letter(tmp_path, source, 单位=name) == [("TEXT", name)]


@pytest.mark.parametrize("source", ["{{ 单位|safe }}", "<p>{{ 单位|safe }}</p>"])
def test_there_is_nothing_that_calls_a_value_safe(source: str, tmp_path: Path) -> None:
    with pytest.raises(OfficeError, match=r"第 1 行.*safe"):
        letter(tmp_path, source)


def test_control_characters_never_reach_a_document(tmp_path: Path) -> None:
    assert letter(tmp_path, "{{ 单位 }}", 单位="甲\x00乙\u202e丙\ue000丁") == [("TEXT", "甲 乙 丙 丁")]


def test_rare_characters_of_a_name_stay_whatever_unicode_python_knows(tmp_path: Path) -> None:
    name = "甲\U00031350\U0002ebf0\u3000\U00033479"  # extensions H, I, J: of 2022, 2023 and 2025
    assert letter(tmp_path, "{{ 单位 }}", 单位=name) == [("TEXT", name)]
    found = docx_of(parts(escaped(name)), "示例社")
    assert Document(BytesIO(found)).paragraphs[0].text == name


@pytest.mark.parametrize(
    "character", ["\x1b", "\u00a0", "\u2003", "\u2028", "\u200d", "\ud800", "\ufdd0", "\uffff", "\U0003fffe"]
)
def test_what_is_no_text_is_a_blank(character: str, tmp_path: Path) -> None:
    assert letter(tmp_path, "{{ 单位 }}", 单位=f"甲{character}乙") == [("TEXT", "甲 乙")]


def test_escaping_is_that_of_jinja2_itself() -> None:
    """It gives what markupsafe calls escaped, and escaping that again changes nothing."""
    once = escaped("# <b>|&")
    assert hasattr(once, "__html__")
    assert escaped(once) == once
    assert not set(once) & set("#<>|")


def test_a_page_escapes_every_value(tmp_path: Path) -> None:
    (tmp_path / "页.html.j2").write_text("<p title='{{ 单位 }}'>{{ 单位 }}</p>", encoding="utf-8")
    page = Letters(tmp_path).page("页", {"单位": "<script>'&"})
    assert page == "<p title='&lt;script&gt;&#39;&amp;'>&lt;script&gt;&#39;&amp;</p>\n"
    (tmp_path / "页.html.j2").write_text("{% autoescape false %}{{ 单位 }}{% endautoescape %}", encoding="utf-8")
    assert Letters(tmp_path).page("页", {"单位": "<script>"}) == "&lt;script&gt;\n"


def test_as_mail_a_letter_is_plain_text_up_to_where_paper_is_cut() -> None:
    found = parts(
        "# 题目\n@ 甲科:\n正文。\n### 一\n| 序号 | 问题 | 改法 |\n| 1 | 空着 | 填上 |\n> 落款\n----\n# 回执\n"
    )
    assert title_of(found) == "题目"
    assert as_text(found).split("\n") == [
        *("甲科:", "\u3000\u3000正文。", "", "一", "", "1. 问题\uff1a空着\uff1b改法\uff1a填上", ""),
        *("\u3000" * 34 + "落款", ""),
    ]
    assert Kind.CUT in {part.kind for part in found}
