"""What comes along with the workbooks: flow charts on paper, litter, copies, and files that are no workbooks of ours."""

from lzxl.cells import Sheet, WorkbookOut
from lzxl.excel.write import render
from lzxl.model import FileStatus
from lzxl.sample.fault import Expectation
from lzxl.sample.files import LITTER, pdf, png, word_document
from lzxl.sample.units import SampleUnit

ZIPPED_FOLDER = "样例八社/"  # this unit sends one archive in place of a folder
ARCHIVE = "样例八社报送材料.zip"
COPY_OF = "样例一社/岗位承诺表.xlsx"
COPY = "样例一社/补报/岗位承诺表.xlsx"
_EMPTY = "样例农贸市场/单位承诺表(邮件中断).xlsx"
_WORD = "样例花木市场/单位承诺表.xlsx"
_FOREIGN = "样例花木市场/值班安排.xlsx"
_NO_CHART = ("U16", "U20", "U21")  # no flow chart from these
_PICTURES = ("U09", "U24")  # these scanned theirs

EXPECTED = (
    Expectation(COPY_OF, "旁边有 ~$ 文件:收取时正开着,可能没有保存完", FileStatus.TAKEN_WITH_HINTS, (("F183", ""),)),
    Expectation(COPY, "与原件一个字节不差:只算一次", FileStatus.DUPLICATE),
    Expectation(_EMPTY, "空文件:邮件没有收全", FileStatus.UNREAD, (("F101", ""),)),
    Expectation(_WORD, "其实是 Word 文档,只改了扩展名", FileStatus.UNREAD, (("F106", ""),)),
    Expectation(_FOREIGN, "别的表格,不是本系统的", FileStatus.UNREAD, (("T101", ""),)),
    Expectation(f"{ARCHIVE}/岗位承诺表.xlsx", "压缩包里的文件名是 GBK 编码:照样认得", FileStatus.TAKEN),
    Expectation(f"{ARCHIVE}/单位承诺表.xlsx", "压缩包里的文件名是 GBK 编码:照样认得", FileStatus.TAKEN),
)


def flow_chart(unit: SampleUnit) -> tuple[str, bytes] | None:
    """Return (path, content) of the unit's flow chart (职权流程图) 二(二)2, None where it owes or sends none."""
    if not unit.kind.owes_unit_table or unit.id in _NO_CHART:
        return None
    name = f"{unit.short_name}/{unit.short_name}职权流程图"
    if unit.id in _PICTURES:
        return f"{name}.png", png(int(unit.id.removeprefix("U")))
    return f"{name}.pdf", pdf(f"Flow chart of {unit.id}")


def files() -> dict[str, bytes]:
    """Return the files that are no workbooks of ours, by path below 收件/."""
    return {**LITTER, _EMPTY: b"", _WORD: word_document("单位廉政风险和防控承诺"), _FOREIGN: _duty_list()}


def _duty_list() -> bytes:
    cells = {(1, 1): "国庆值班安排", (2, 1): "日期", (2, 2): "值班人", (3, 1): "10月1日", (3, 2): "甲"}
    return render(WorkbookOut((Sheet("值班", cells),), title="值班安排"))
