"""The catalogue rows of single cells (C1xx): what a cell may not hold, and what was understood in other words."""

from lzxl.findings import Severity, rule
from lzxl.forms.dates import DateFault
from lzxl.forms.numbers import NumberFault

EMPTY = rule("C101", Severity.ERROR, "二(二)", "“{heading}”没有填写", "请填写“{heading}”。{prompt}")
PLACEHOLDER = rule("C102", Severity.ERROR, "二(二)", "“{heading}”填的“{word}”等于没有填写", "请写明实际内容。{prompt}")
PLACEHOLDER_DROPPED = rule(
    "C103", Severity.NOTE, "二(二)", "“{heading}”填的“{word}”按空白处理", "不用填的单元格请留空。"
)
NORMALISED = rule(
    "C104",
    Severity.NOTE,
    "二(二)",
    "“{heading}”原填“{word}”{why},按“{after}”读取",
    "如果理解有误请更正;{advice}。",
)
UNSEEN = rule(
    "C105", Severity.NOTE, "二(二)", "“{heading}”里有看不见的字符{points},已去掉", "这些字符多由复制粘贴带入,无需处理。"
)
CELL_ERROR = rule(
    "C106", Severity.ERROR, "二(二)", "“{heading}”是错误值 {word}", "请在 Excel 里改正公式,或直接填写内容。"
)
NOT_CALCULATED = rule(
    "C107",
    Severity.ERROR,
    "二(二)",
    "“{heading}”的公式没有计算结果",
    "请用 Excel 打开、保存后重新报送,或直接填写内容。",
)
EXTERNAL = rule(
    "C108", Severity.ERROR, "二(二)", "“{heading}”引用外部工作簿,结果不可靠", "请直接填写内容,不要引用其他工作簿。"
)
REVERSING = rule(
    "C109",
    Severity.ERROR,
    "二(二)",
    "“{heading}”里有改变文字方向的字符{points},看到的与存的不一样",
    "请清空这个单元格,用键盘重新输入。",
)
TOO_LONG = rule(
    "C110", Severity.ERROR, "二(二)", "“{heading}”有 {length} 个字符,超过 {most} 个", "请缩短内容,详细材料另附文件。"
)
LOGICAL = rule("C111", Severity.ERROR, "二(二)", "“{heading}”是逻辑值 {word},不是要填的内容", "请填写文字。{prompt}")
PRIVATE = rule(
    "C112",
    Severity.WARNING,
    "二(二)",
    "“{heading}”里有造字区字符{points},别的电脑上会显示成方框或别的字",
    "请改用通用汉字重新输入。",
)
VOCABULARY = rule(
    "C113", Severity.ERROR, "二(二)", "“{heading}”填的“{word}”不在可选范围内{odd}", "请从下拉列表中选:{words}。"
)
REPEATED = rule("C114", Severity.NOTE, "二(二)", "“{heading}”里同一项写了不止一次,按“{after}”读取", "无需处理。")
DATE_IN_TEXT = rule(
    "C115",
    Severity.NOTE,
    "二(二)",
    "“{heading}”里是日期,按文字“{after}”读取",
    "如果本来不是日期,请先把单元格设为文本再输入。",
)
DATE_IN_ID = rule(
    "C116", Severity.ERROR, "二(二)", "“{heading}”里是日期 {word},不是编号", "请先把单元格设为文本,再输入编号。"
)

NUMBER_AS_DATE = rule(
    "C120", Severity.NOTE, "二(二)", "“{heading}”里的数字像日期,按 {after} 读取", "如果理解有误请更正。"
)
TIME_DROPPED = rule("C121", Severity.NOTE, "二(二)", "“{heading}”带有时刻,只取日期 {after}", "无需处理。")
TIME_ONLY = rule("C122", Severity.ERROR, "二(二)", "“{heading}”是时刻 {word},不是日期", "请填日期,如 2026-09-01。")
DATE_FAULTS = {
    DateFault.NO_DATE: rule(
        "C123", Severity.ERROR, "二(二)", "“{heading}”填的“{word}”不是日期", "请填日期,如 2026-09-01。{prompt}"
    ),
    DateFault.IMPOSSIBLE: rule(
        "C124", Severity.ERROR, "二(二)", "“{heading}”填的“{word}”是不存在的日期", "请核对月和日。"
    ),
    DateFault.INCOMPLETE: rule(
        "C125",
        Severity.ERROR,
        "二(二)",
        "“{heading}”填的“{word}”分不清年月日",
        "请写全四位年份和月、日,按年月日的顺序,如 2026-09-01。",
    ),
    DateFault.OUT_OF_RANGE: rule(
        "C126", Severity.ERROR, "二(二)", "“{heading}”填的“{word}”日期超出范围", "请填日期,如 2026-09-01。"
    ),
}

NUMBER_FAULTS = {
    NumberFault.NO_NUMBER: rule(
        "C130", Severity.ERROR, "二(五)", "“{heading}”填的“{word}”不是数字", "请只填数字,不要带文字和符号。{prompt}"
    ),
    NumberFault.NEGATIVE: rule(
        "C131",
        Severity.ERROR,
        "二(五)",
        "“{heading}”填的“{word}”带负号或括号,意思不明",
        "请填正数;要取消一笔登记,请把“状态”改为“撤销”。",
    ),
    NumberFault.NOT_WHOLE: rule(
        "C132", Severity.ERROR, "二(二)", "“{heading}”填的“{word}”不是整数", "请填整数。{prompt}"
    ),
    NumberFault.NO_YEAR: rule(
        "C133", Severity.ERROR, "二(五)", "“{heading}”填的“{word}”不是年度", "请填四位年份,如 2026。"
    ),
    NumberFault.NOT_FINITE: rule(
        "C134", Severity.ERROR, "二(五)", "“{heading}”填的“{word}”不是可用的数字", "请重新填写数字。{prompt}"
    ),
}
DATE_NOT_NUMBER = rule(
    "C135",
    Severity.ERROR,
    "二(五)",
    "“{heading}”是日期不是分数:{word}",
    "Excel 会把 3-1、1/2 这样的输入变成日期;请把单元格设为常规格式后重新填数字。",
)
