"""``lzxl return`` on a small office: what has errors comes back marked, what is cured goes away, nothing edited is lost."""

from email import message_from_bytes
from email.policy import default
from pathlib import Path

import openpyxl
import pytest
from made_office import (
    FOURTH,
    PEOPLE,
    TODAY,
    make_office,
    send_ledger,
    send_position,
    send_unit_table,
    set_head,
    snapshot,
    with_another_unit,
)

from lzxl.report import Report
from lzxl.workflow.send_back import send_back
from lzxl.workflow.status import status

pytestmark = pytest.mark.usefixtures("without_libreoffice")


def run(root: Path) -> Report:
    return send_back(root, year=None, today=TODAY)


def break_cell(path: Path, cell: str, value: object = None) -> None:
    """Type into a received workbook."""
    book = openpyxl.load_workbook(path)
    book["岗位承诺表"][cell] = value
    book.save(path)


def put_in(path: Path, before: str, after: str, sheet: str = "岗位承诺表") -> None:
    """Put a word in the place of another in a received workbook."""
    book = openpyxl.load_workbook(path)
    for row in book[sheet].iter_rows():
        for cell in row:
            cell.value = after if cell.value == before else cell.value
    book.save(path)


def returned(root: Path) -> list[str]:
    """Return what lies under 退回/, the folders of units and their files."""
    return sorted(path.relative_to(root / "退回").as_posix() for path in (root / "退回").rglob("*") if path.is_file())


FOLDER = "U01 样例科"
FILES = sorted(
    f"{FOLDER}/{name}"
    for name in ("主题.txt", "岗位(请改正).xlsx", "收件人.txt", "正文.txt", "草稿.eml", "退回通知.docx")
)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office whose position table has an empty cell."""
    root = make_office(tmp_path / "本社")
    break_cell(root / "收件" / "岗位.xlsx", "I9")
    return root


def text_of(root: Path) -> str:
    return (root / "退回" / FOLDER / "正文.txt").read_text("utf-8-sig")


def test_a_workbook_with_an_error_comes_back_marked_with_a_letter_and_a_draft(office: Path) -> None:
    before = snapshot(office / "收件")
    report = run(office)
    assert returned(office) == FILES
    assert snapshot(office / "收件") == before
    assert "要退回 1 份表" in report.sentence
    assert "没有装 LibreOffice" in report.sentence
    assert (office / "退回" / FOLDER / "退回通知.docx") not in report.written  # folders are told, not every file
    text = text_of(office)
    assert "样例科:" in text.replace("\uff1a", ":").replace("\uff1b", ";")
    assert "I9;问题:“风险点”没有填写" in text.replace("\uff1a", ":").replace("\uff1b", ";")
    assert "虞合委〔2011〕14号" in text
    copy = openpyxl.load_workbook(office / "退回" / FOLDER / "岗位(请改正).xlsx")
    assert copy.sheetnames[:2] == ["问题清单", "岗位承诺表"]
    assert "没有填写" in copy["岗位承诺表"]["I9"].comment.text
    message = message_from_bytes((office / "退回" / FOLDER / "草稿.eml").read_bytes(), policy=default)
    assert [part.get_filename() for part in message.iter_attachments()] == ["岗位(请改正).xlsx"]


def test_running_twice_changes_nothing(office: Path) -> None:
    run(office)
    before = snapshot(office)
    run(office)
    assert snapshot(office) == before


def test_another_day_does_not_make_the_same_letter_anew(office: Path) -> None:
    run(office)
    before = snapshot(office / "退回")
    send_back(office, year=None, today=TODAY.replace(day=20))
    assert snapshot(office / "退回") == before


def test_what_is_cured_goes_away_at_the_next_round(office: Path) -> None:
    run(office)
    send_position(office / "收件" / "岗位(改好).xlsx", "10-08", {"P2": "甲乙", "P3": "丙"})
    report = run(office)
    assert returned(office) == []
    assert report.sentence.startswith("没有要退回的")


def test_a_copy_that_somebody_has_edited_stays(office: Path) -> None:
    run(office)
    edited = office / "退回" / FOLDER / "正文.txt"
    edited.write_text("我改过的话", encoding="utf-8")
    send_position(office / "收件" / "岗位(改好).xlsx", "10-08", {"P2": "甲乙", "P3": "丙"})
    report = run(office)
    assert returned(office) == [f"{FOLDER}/正文.txt"]
    assert edited.read_text(encoding="utf-8") == "我改过的话"
    assert [f.place.file for f in report.findings if f.code == "M141"] == [f"退回/{FOLDER}/正文.txt"]


def test_a_new_workbook_that_is_wrong_again_replaces_the_old_one_and_the_letter_says_what_changed(office: Path) -> None:
    run(office)
    second = office / "收件" / "岗位2.xlsx"
    send_position(second, "10-08", {"P2": "甲丁", "P3": "丙"})
    break_cell(second, "Q9")
    run(office)
    assert returned(office) == sorted(name.replace("岗位(", "岗位2(") for name in FILES)
    text = text_of(office)
    assert "与上次报送的“岗位.xlsx”相比" in text
    assert "改了“乙科长\uff1a可能出现的问题丁”" in text
    assert "“风险点” 空 → 可能出现的问题丁" in text
    assert "完全相同" not in text


def test_a_resubmission_without_a_change_is_told_apart(office: Path) -> None:
    second = office / "收件" / "岗位又报.xlsx"
    send_position(second, "10-08", {"P2": "甲乙", "P3": "丙"})
    break_cell(second, "I9")
    run(office)
    assert returned(office) == sorted(name.replace("岗位(", "岗位又报(") for name in FILES)
    assert "与上次报送的“岗位.xlsx”完全相同" in text_of(office)


def test_what_cannot_be_read_gets_a_letter_too_to_nobody_where_it_is_nobodys(tmp_path: Path) -> None:
    root = make_office(tmp_path / "本社")
    (root / "收件" / "样例科").mkdir()
    (root / "收件" / "样例科" / "岗位承诺表.xlsx").write_bytes(b"")
    (root / "收件" / "不知谁的.xlsx").write_bytes(b"nothing")
    run(root)
    folders = {name.split("/")[0] for name in returned(root)}
    assert folders == {FOLDER, "单位不明"}
    assert "空文件" in text_of(root)
    send_position(root / "收件" / "样例科" / "岗位承诺表(重发).xlsx", "10-08", {"P2": "甲乙", "P3": "丙"})
    run(root)
    assert {name.split("/")[0] for name in returned(root)} == {"单位不明"}


def nobodys(root: Path) -> str:
    """Return the text of the letter to nobody; there is nothing else under 退回 and nothing to send."""
    assert {name.split("/")[0] for name in returned(root)} == {"单位不明"}
    assert not list((root / "退回").rglob("*.eml"))
    (address,) = (root / "退回").rglob("收件人.txt")
    assert "@" not in address.read_text("utf-8-sig")
    (text,) = (root / "退回").rglob("正文.txt")
    return text.read_text("utf-8-sig")


def test_a_workbook_with_another_units_head_goes_to_nobody(tmp_path: Path) -> None:
    root = make_office(tmp_path / "本社")
    with_another_unit(root)
    set_head(root / "收件" / "岗位.xlsx", "U02", "样例社")
    run(root)
    text = nobodys(root)
    assert "不能确定本表是哪个单位报送的" in text and "（报送单位，请本社核对后填写）：" in text
    assert "表中有别的单位的人员" in text


def test_the_progress_counts_the_returned_by_the_units_that_got_them(tmp_path: Path) -> None:
    root = make_office(tmp_path / "本社")
    with_another_unit(root)
    set_head(root / "收件" / "岗位.xlsx", "U02", "样例社")
    send_ledger(root / "收件" / "台账.xlsx", "10-08", {1: "13"})
    run(root)
    status(root, year=None, today=TODAY)
    page = openpyxl.load_workbook(root / "往来" / "进度" / "进度.xlsx").worksheets[0]
    cells = [[cell for cell in row if cell is not None] for row in page.iter_rows(values_only=True)]
    at = next(number for number, row in enumerate(cells) if row and "退回待改" in str(row[0]))
    assert sorted(cells[at + 2 : at + 4]) == [["单位不明", 1], ["样例科", 1]]
    assert {name.split("/")[0] for name in returned(root)} == {"单位不明", FOLDER}


def test_one_without_readable_people_is_told_by_the_names_in_it(tmp_path: Path) -> None:
    root = make_office(tmp_path / "本社")
    with_another_unit(root)
    path = root / "收件" / "样例社岗位.xlsx"
    (root / "收件" / "岗位.xlsx").rename(path)
    set_head(path, "U77", "没有的单位")
    run(root)
    assert "表中只有别的单位的人员" in nobodys(root)


@pytest.mark.parametrize(("keeper", "folder"), [("", FOLDER), ("U01", FOLDER), ("U02", "单位不明")])
def test_a_ledger_of_all_names_other_units_people(tmp_path: Path, keeper: str, folder: str) -> None:
    root = make_office(tmp_path / "本社")
    with_another_unit(root, 台账单位=keeper)
    path = root / "收件" / "台账.xlsx"
    send_ledger(path, "10-08", {1: "13"}, person="丁社长")
    put_in(path, "P3", "P4", "扣分台账")
    run(root)
    assert {name.split("/")[0] for name in returned(root) if "台账" in name} == {folder}


def test_the_name_of_a_file_makes_no_ledger_of_all_of_it(tmp_path: Path) -> None:
    root = make_office(tmp_path / "本社")
    with_another_unit(root)
    path = root / "收件" / "样例科转来.xlsx"
    send_ledger(path, "10-08", {1: "1"}, person="丁社长", unit_name="没有的单位", unit_id="U77")
    put_in(path, "P3", "P4", "扣分台账")
    run(root)
    assert {name.split("/")[0] for name in returned(root) if "样例科转来" in name} == {"单位不明"}


def test_a_serial_is_nobodys_number(tmp_path: Path) -> None:
    root = make_office(tmp_path / "本社")
    with_another_unit(root, letter="")
    for path in (root / "收件").iterdir():
        path.unlink()
    send_unit_table(root / "收件" / "单位表.xlsx", "10-08", "丁社长、出纳", text="", promiser="某某")
    run(root)
    assert "表中只有别的单位的人员" in nobodys(root)


def test_a_number_of_digits_is_a_persons_where_people_are_put_down(tmp_path: Path) -> None:
    root = make_office(tmp_path / "本社")
    with_another_unit(root, letter="")
    path = root / "收件" / "岗位.xlsx"
    send_position(path, "10-08", {"2": "甲"}, [{**PEOPLE[1], "id": "2", "name": ""}])
    put_in(path, "本人", "丁社长")
    break_cell(path, "I8")
    run(root)
    assert {name.split("/")[0] for name in returned(root)} == {FOLDER}


def test_another_units_workbook_is_nothing_to_compare_with(tmp_path: Path) -> None:
    root = make_office(tmp_path / "本社")
    with_another_unit(root)
    first, second = root / "收件" / "岗位.xlsx", root / "收件" / "岗位2.xlsx"
    set_head(first, "U02", "样例社")
    send_position(second, "10-08", {"P4": "甲丁"}, [FOURTH], unit_name="样例社", unit_id="U02")
    break_cell(second, "I8")
    run(root)
    folders = sorted({name.split("/")[0] for name in returned(root)})
    assert folders == ["U02 样例社", "单位不明"]
    text = (root / "退回" / "U02 样例社" / "正文.txt").read_text("utf-8-sig")
    assert "岗位2.xlsx" in text
    assert "相比" not in text
    assert not [name for name in ("乙科长", "丙副科长") if name in text]


def test_every_unit_gets_a_receipt_of_all_that_it_has_sent(office: Path) -> None:
    run(office)
    text = (
        (office / "往来" / "回执" / FOLDER / "正文.txt")
        .read_text("utf-8-sig")
        .replace("\uff1a", ":")
        .replace("\uff1b", ";")
    )
    assert "1. 文件:台账.xlsx;种类:扣分台账" in text or "2. 文件:台账.xlsx;种类:扣分台账" in text
    assert "岗位承诺表2份" in text


def test_the_office_may_change_the_words(office: Path) -> None:
    run(office)
    own = office / "信函"
    source = (own / "样本" / "退回通知.j2").read_text(encoding="utf-8")
    (own / "退回通知.j2").write_text(source.replace("现予退回", "特此退还"), encoding="utf-8")
    run(office)
    assert "特此退还" in text_of(office)
    assert "现予退回" not in text_of(office)
