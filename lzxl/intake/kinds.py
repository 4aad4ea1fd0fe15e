"""Which received files are workbooks, which are papers, and what to say of the rest; by suffix, checked by content."""

import io
import zipfile
from pathlib import PurePosixPath

from lzxl.findings import Rule, Severity, rule

_SAVE_AS = "请用 Excel 或 WPS 打开,另存为“Excel 工作簿(*.xlsx)”后放进收件目录。"
_UNPACK = "请解压后把里面的文件放进收件目录。"


def _unreadable(code: str, message: str, cure: str) -> Rule:
    return rule(code, Severity.ERROR, "", message, cure)


UNKNOWN_TYPE = _unreadable(
    "F160", "不认识的文件类型“{suffix}”,没有读取", "请报送 .xlsx 工作簿;其他材料请转成 PDF 作附件。"
)
WPS_FILE = _unreadable("F161", "是 WPS 表格文件({suffix}),没有读取", _SAVE_AS)
OTHER_BOOK = _unreadable("F162", "是 {suffix} 格式的表格,没有读取", _SAVE_AS)
OTHER_ARCHIVE = _unreadable("F163", "是 {suffix} 压缩包,没有读取", _UNPACK)
MAIL = _unreadable("F164", "是整个邮箱的备份({suffix}),里面的邮件没有读取", "请把有关的邮件或附件另存到收件目录。")
WEB_PAGE = _unreadable("F165", "是网页({suffix}),没有读取", _SAVE_AS)

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".xltx", ".xltm", ".xlt", ".ots"})
PAPERS = frozenset(
    [
        ".pdf",
        ".doc",
        ".docx",
        ".rtf",
        ".odt",
        ".wps",
        ".wpt",
        ".ofd",
        ".txt",
        ".ppt",
        ".pptx",
        ".dps",
        ".odp",
        ".vsd",
        ".vsdx",
        ".jpg",
        ".jpeg",
        ".png",
        ".gif",
        ".bmp",
        ".tif",
        ".tiff",
        ".heic",
        ".webp",
        ".mp4",
        ".mov",
    ]
)
_OTHERS: dict[str, Rule] = {
    **dict.fromkeys((".et", ".ett"), WPS_FILE),
    **dict.fromkeys((".xlsb", ".csv", ".numbers", ".dbf", ".wk1", ".slk", ".tsv"), OTHER_BOOK),
    **dict.fromkeys((".rar", ".7z", ".gz", ".tar", ".bz2", ".xz", ".tgz", ".001"), OTHER_ARCHIVE),
    ".mbox": MAIL,
    **dict.fromkeys((".htm", ".html", ".mht", ".mhtml"), WEB_PAGE),
}
REFUSED_BOOKS = frozenset({".et", ".ett", ".xlsb"})  # workbooks inside, but of a kind that is not read
_BOOK_STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook\0", "Book\0"))
_OUTLOOK = "__properties_version1.0".encode("utf-16-le")  # a mail, perhaps with a workbook in it
_ODS = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"


def suffix_of(name: str) -> str:
    """Return the suffix of a name in small letters, blanks at its end dropped."""
    return PurePosixPath(name.rstrip(" .")).suffix.lower()


def verdict(name: str) -> Rule:
    """Return what is to be said of a file that is neither workbook nor paper nor archive."""
    return _OTHERS.get(suffix_of(name), UNKNOWN_TYPE)


def is_workbook(data: bytes) -> bool:
    """Return whether ``data`` is a workbook whatever its name says; a rough look, the reader's gate looks closely."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _OUTLOOK not in data and any(stream in data for stream in _BOOK_STREAMS)
    if not data.startswith(b"PK\x03\x04"):
        return False
    if _ODS in data[:200]:
        return True
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return "xl/workbook.xml" in package.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
