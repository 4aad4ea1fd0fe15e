"""The ribbon: what Excel would refuse in silence, and that ribbon, VBA, Python, command line and manual agree."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from lzxl.ribbon.buttons import NAMESPACE_2007, NAMESPACE_2010, buttons
from lzxl.ribbon.package import RIBBON_PARTS, unpacked
from lzxl.ribbon.sources import modules, ribbon_xml

ROOT = Path(__file__).parents[2]

# Icons that are buttons in Microsoft's published lists of Excel 2013, 2016, 2019 and Microsoft 365 (looked up November 2026;
# 820 are in all four): those that we use, and those that later buttons may take.
ICONS = {
    *("FileNew", "FileSendAsAttachment", "ErrorChecking", "Consolidate", "SortCustomExcel", "ReviewNewComment"),
    *("FilePrint", "FilePrintQuick", "DataFormExcel", "Help", "TracePrecedents"),
    *("FileOpen", "RefreshAll", "SendCopySendNow", "RefreshStatus", "FileCheckIn", "ReviewReplyWithChanges"),
    *("FileWorkflowTasks", "OutlookTaskCreate", "TraceError", "AsppRelationships", "FilePublishAsWebPage"),
}
# The contract's table: label and group of each verb that is a button, in the order of work.
CONTRACT = (
    *(("init", "新建工作目录", "模板"), ("distribute", "下发", "模板")),
    *(("check", "校验本簿", "收件"), ("consolidate", "汇总", "收件")),
    *(("assess", "评估定级", "评估"), ("writeback", "写回意见", "评估"), ("forms", "打印承诺表", "评估")),
    *(("deduct", "登记扣分", "预警"), ("warn", "预警通知", "预警"), ("print", "打印预警表", "预警")),
    ("account", "责任追究", "追究"),
    *(("fetch", "收信", "往来"), ("return", "退回", "往来"), ("remind", "催报", "往来"), ("send", "发信", "往来")),
    *(("status", "进度", "查看"), ("explain", "依据", "查看"), ("history", "履历", "查看"), ("verify", "核验", "查看")),
    *(("rollover", "结转", "年度"), ("rollup", "多单位汇总", "年度")),
)
SIGNATURES = {"onLoad": "(ribbon As Object)", "onAction": "(control As Object)"}
SIGNATURES["getEnabled"] = "(control As Object, ByRef enabled As Variant)"
MOST_LETTERS = 1024  # of a tip; labels of more than a few characters are cut


def problems(xml: str) -> Iterator[str]:
    """Yield what the schema does not see and Excel refuses, for the ribbon's declaration."""
    code = "".join(one.text for one in modules())
    tree = ElementTree.fromstring(xml)
    ids = [one.get("id", "") for one in tree.iter() if one.tag.rpartition("}")[2] in ("tab", "group", "button")]
    yield from (f"id {one}" for one in ids if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", one) or ids.count(one) > 1)
    for element in tree.iter():
        name = element.get("id", "")
        yield from (f"{name}: {one} and get{one}" for one in ("Label", "Enabled") if twice(element, one))
        for attribute, signature in SIGNATURES.items():
            wanted = element.get(attribute)
            if wanted and f"Public Sub {wanted}{signature}\r\n" not in code:
                yield f"{name}: {attribute} {wanted}"
        if element.tag.endswith("}button"):
            yield from button_problems(element)


def twice(element: ElementTree.Element, attribute: str) -> bool:
    """Say whether an attribute is given both as text and as a callback."""
    return element.get(attribute.lower()) is not None and element.get(f"get{attribute}") is not None


def button_problems(button: ElementTree.Element) -> Iterator[str]:
    """Yield what is wrong with one button."""
    name = button.get("id", "")
    if button.get("imageMso") not in ICONS:
        yield f"{name}: icon {button.get('imageMso')}"
    for text in ("label", "screentip", "supertip"):
        if not re.search("[一-鿿]", button.get(text, "")) or len(button.get(text, "")) > MOST_LETTERS:
            yield f"{name}: {text}"
    if f'Case "{name}": LzxlIsButton = True\r\n' not in "".join(one.text for one in modules()):
        yield f"{name}: not whitelisted"
    yield from (f"{name}: no {one}" for one in ("onAction", "getEnabled", "size") if not button.get(one))


def test_the_ribbon_has_no_problem() -> None:
    assert list(problems(ribbon_xml())) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('id="check"', 'id="校验"', "id 校验"),
        ('id="check"', 'id="consolidate"', "id consolidate"),
        ('id="check"', 'id="chek"', "chek: not whitelisted"),
        (' label="汇总"', ' label="汇总" getLabel="LzxlLabel"', "consolidate: Label and getLabel"),
        (' imageMso="Help"', ' imageMso="NoSuchIcon"', "explain: icon NoSuchIcon"),
        ('onLoad="LzxlOnLoad"', 'onLoad="LzxlOnLaod"', ": onLoad LzxlOnLaod"),
        (' screentip="核验"', "", "verify: screentip"),
        (' label="核验"', ' label="Verify"', "verify: label"),
        ('id="print" ', 'id="print" enabled="false" ', "print: Enabled and getEnabled"),
    ],
)
def test_a_broken_twin_is_caught(old: str, new: str, told: str) -> None:
    assert old in ribbon_xml()
    assert told in list(problems(ribbon_xml().replace(old, new)))


def test_both_parts_differ_in_the_namespace_alone(addin: bytes) -> None:
    there = unpacked(addin)
    new, old = (there[name].decode() for name in RIBBON_PARTS)
    assert new == ribbon_xml()
    assert old == new.replace(NAMESPACE_2010, NAMESPACE_2007) != new
    assert ElementTree.fromstring(old).tag == f"{{{NAMESPACE_2007}}}customUI"
    types = dict(re.findall(r'Type="([^"]+)" Target="(customUI/[^"]+)"', there["_rels/.rels"].decode()))
    assert types == {
        "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility": RIBBON_PARTS[0],
        "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility": RIBBON_PARTS[1],
    }


def test_labels_groups_and_order_are_the_contracts() -> None:
    there = [(one.id, one.label, one.group) for one in buttons()]
    assert there == [one for one in CONTRACT if one[0] in {name for name, _, _ in there}]
    assert ElementTree.fromstring(ribbon_xml()).find(f".//{{{NAMESPACE_2010}}}tab").get("label") == "廉政风险防控"  # type: ignore[union-attr]


def test_a_button_is_one_line_of_the_ribbon_and_one_of_the_vba() -> None:
    lines = ribbon_xml().splitlines()
    vba = next(one.text for one in modules() if one.name == "LzxlRibbon").splitlines()
    for one in buttons():
        assert len([line for line in lines if f'<button id="{one.id}" ' in line and line.rstrip().endswith("/>")]) == 1
        assert len([line for line in vba if f'Case "{one.id}":' in line]) == 1
    assert len([line for line in vba if line.strip().startswith("Case ")]) == len(buttons())


def test_every_button_is_a_function_a_verb_and_a_line_of_the_manual() -> None:
    from lzxl import addin
    from lzxl.cli import app

    ids = [one.id for one in buttons()]
    assert list(addin.BUTTONS) == ids
    verbs = {one.name for one in app.registered_commands}
    assert set(ids) <= verbs
    assert {name for name, _, _ in CONTRACT} & verbs == set(ids), "a verb of the contract's table without its button"
    manual = (ROOT / "docs" / "加载项.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\w+) \| (\w+) \| `lzxl (\w+)", manual, re.MULTILINE)
    assert rows == [(one.group, one.label, one.id) for one in buttons()]
    assert {int(number) for number in re.findall(r"(\d+) 个按钮", manual)} == {len(ids)}


def test_the_checklist_has_every_button_and_names_the_test_that_presses_it() -> None:
    manual = (ROOT / "docs" / "加载项.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\w+) \| .+ \| ((?:live|mail)/\w+\.py) \| □ .+ \|$", manual, re.MULTILINE)
    assert [label for label, _ in rows] == [one.label for one in buttons()]
    for button, (_, file) in zip(buttons(), rows, strict=True):
        assert f'press("{button.id}"' in (ROOT / "tests" / file).read_text(encoding="utf-8"), (button, file)
