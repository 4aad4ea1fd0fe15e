"""What can be wrong with a file as such: refusals of the gate and the readers, and remarks on what was read."""

from lzxl.cells import Place
from lzxl.findings import Finding, Rule, Severity, rule

_SAVE_AS = "请用 Excel 或 WPS 打开,另存为“Excel 工作簿(*.xlsx)”,把另存的文件重新报送。"
_SEND_AGAIN = "请从原处重新复制,或请报送单位重新发送。"
_FILL_IN = "请把内容填进本社下发的模板,报送 .xlsx 文件。"
_FRESH = "请重新打开下发的模板,把内容(只粘贴数值)填进去再报送。"


def _refusal(code: str, message: str, cure: str) -> Rule:
    return rule(code, Severity.ERROR, "", message, cure)


EMPTY = _refusal("F101", "空文件(0 字节)", f"邮件保存或复制中断时会这样。{_SEND_AGAIN}")
INCOMPLETE = _refusal("F102", "文件不完整,后面一部分没有传到", _SEND_AGAIN)
DAMAGED = _refusal("F103", "文件已损坏:{what}", _SEND_AGAIN)
ENCRYPTED = _refusal(
    "F104",
    "有打开密码,没有读取",
    "请取消打开密码后重新报送;或由办公室把密码设在环境变量 LZXL_PASSWORDS 里(不要写进工作目录)。",
)
WRONG_PASSWORD = _refusal(
    "F105",
    "有打开密码,本社设置的密码都打不开",
    "请向报送单位问明密码后补设,或请其取消打开密码后重新报送。",
)
LOCKED_ODS = _refusal(
    "F130",
    "是有打开密码的 .ods 文件,没有读取",
    "请取消打开密码后重新报送,或另存为 .xlsx。",
)
WORD = _refusal("F106", "是 Word 文档,不是 Excel 工作簿", _FILL_IN)
POWERPOINT = _refusal("F107", "是 PowerPoint 演示文稿,不是 Excel 工作簿", _FILL_IN)
WPS_ET = _refusal("F108", "是旧版 WPS 表格(.et)", _SAVE_AS)
PDF = _refusal("F109", "是 PDF 文件,不是 Excel 工作簿", f"{_FILL_IN}PDF 可作附件,扩展名请改为 .pdf。")
IMAGE = _refusal("F110", "是图片,不是 Excel 工作簿", f"{_FILL_IN}图片可作附件,扩展名请改为图片的。")
WEB_PAGE = _refusal("F111", "是网页(业务系统导出的假 Excel 文件),不是 Excel 工作簿", _SAVE_AS)
XML_2003 = _refusal("F112", "是“XML 电子表格 2003”,不是现在的 Excel 工作簿", _SAVE_AS)
PLAIN_TEXT = _refusal("F113", "是文本文件(如 .csv),不是 Excel 工作簿", _SAVE_AS)
ARCHIVE = _refusal("F114", "是压缩包,不是 Excel 工作簿", "请解压后把里面的工作簿放进收件目录;.zip 也可以原样放入。")
BINARY_BOOK = _refusal("F115", "是二进制工作簿(.xlsb)", _SAVE_AS)
ANCIENT = _refusal("F116", "是 Excel 4.0 以前的工作表,版本太旧", _SAVE_AS)
OTHER_OFFICE = _refusal("F117", "是别的办公文件({what}),不是 Excel 工作簿", _FILL_IN)
UNKNOWN = _refusal("F118", "认不出是什么文件,不是 Excel 工作簿", _FILL_IN)
BLANK_BYTES = _refusal("F119", "文件内容全是空字节,没有写成", f"从网络盘或优盘复制中断时会这样。{_SEND_AGAIN}")
TOO_LARGE = _refusal("F120", "文件过大:{what}", _FRESH)
BOMB = _refusal("F121", "文件过大:压缩内容展开后大得不合常理({what})", _FRESH)
TOO_MANY_PARTS = _refusal("F122", "文件里的部件过多({count} 个)", _FRESH)
DOCTYPE = _refusal("F123", "文件里夹带外部引用声明(DOCTYPE),不安全,没有读取", _FRESH)
BAD_NAMES = _refusal("F124", "文件里的部件名不正常({what}),不安全,没有读取", _FRESH)
BEYOND = _refusal("F125", "工作表“{sheet}”超出模板范围:内容散布到第 {row} 行、{column} 列", _FRESH)
NO_SHEETS = _refusal("F126", "工作簿里没有工作表", _FRESH)
READING_ENDED = _refusal("F127", "文件过大或已损坏:读取超过 {seconds} 秒,已停止", _FRESH)
READING_DIED = _refusal("F128", "读取失败:读取程序中途退出,文件过大或已损坏", _FRESH)
READING_FAILED = _refusal("F129", "读取失败:文件的内部结构不正常", _SAVE_AS)


def _remark(code: str, severity: Severity, message: str, cure: str) -> Rule:
    return rule(code, severity, "", message, cure)


MACROS = _remark(
    "F140",
    Severity.WARNING,
    "含宏,宏没有运行,也不会带进汇总册",
    "请核实来源;以后请报送不含宏的 .xlsx。",
)
EXTERNAL_LINKS = _remark(
    "F141",
    Severity.WARNING,
    "引用了 {count} 个外部工作簿",
    "请把引用来的内容粘贴为数值。",
)
COMMENT = _remark("F142", Severity.NOTE, "单元格有批注:{text}", "批注不作为填报内容;有效的内容请写进单元格。")
HIDDEN_ROWS = _remark("F143", Severity.NOTE, "隐藏的行里有内容,已照常读取:第 {rows} 行", "请取消隐藏后核对。")
HIDDEN_COLUMNS = _remark("F144", Severity.NOTE, "隐藏的列里有内容,已照常读取:{columns} 列", "请取消隐藏后核对。")
STRUCK = _remark(
    "F145",
    Severity.WARNING,
    "文字上划了删除线,仍按未删除读取:{value}",
    "要作废的请删去这一行(台账把状态改为“撤销”),不要只划线。",
)
PICTURES = _remark(
    "F146", Severity.NOTE, "工作表里有 {count} 张图片,图片里的内容没有读取", "请把图片里的内容填进单元格。"
)
OTHER_KIND = _remark(
    "F147", Severity.NOTE, "扩展名与内容不符:实际是 {kind} 格式,已照此读取", "请按实际格式改正扩展名。"
)
COVERED = _remark(
    "F148",
    Severity.WARNING,
    "合并单元格下面还藏有内容,看不见也没有读取:{value}",
    "请取消合并,核对后再填。",
)
HIDDEN_SHEET = _remark("F149", Severity.NOTE, "隐藏的工作表里有内容,已照常读取", "请取消隐藏后核对。")
NOT_A_WORKSHEET = _remark("F150", Severity.NOTE, "“{sheet}”是{what},没有读取", "内容请填在普通的工作表里。")
LINKED_FORMULAS = _remark(
    "F151",
    Severity.WARNING,
    "引用了外部工作簿,公式的结果可能是旧的",
    "请把公式的结果粘贴为数值。",
)


class Refused(Exception):  # noqa: N818 - a verdict, not an error of the program
    """A file is refused; carries the finding that says why. Never leaves the room."""

    def __init__(self, verdict: Rule, **words: object) -> None:
        super().__init__(verdict.code)
        self.verdict = verdict
        self.words = words

    def finding(self, file: str) -> Finding:
        """Return the finding for ``file``."""
        return self.verdict.at(Place(file, str(self.words.get("sheet", ""))), **self.words)
