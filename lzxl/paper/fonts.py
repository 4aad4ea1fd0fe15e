"""Which fonts stand in for those of Chinese office paper where a computer lacks them, told to LibreOffice for our PDFs.

Windows and macOS bring 宋体, 仿宋 and 黑体 with them; elsewhere fontconfig reads what stands here.
"""

from collections.abc import Mapping
from xml.sax.saxutils import escape

_SONG = ("宋体", "SimSun", "STSong", "Source Han Serif SC", "Noto Serif CJK SC", "Noto Serif SC")
_BLACK = ("黑体", "SimHei", "STHeiti", "Source Han Sans SC", "Noto Sans CJK SC", "WenQuanYi Zen Hei")

STAND_INS: Mapping[str, tuple[str, ...]] = {
    "方正小标宋简体": ("FZXiaoBiaoSong-B05S", "方正小标宋_GBK", *_SONG),
    "仿宋_GB2312": ("FangSong_GB2312", "仿宋", "FangSong", "STFangsong", *_SONG),
    "楷体": ("KaiTi", "楷体_GB2312", "STKaiti", *_SONG),
    "宋体": _SONG[1:],
    "黑体": _BLACK[1:],
}
_BOLD = frozenset({"方正小标宋简体"})  # a heavy face: its stand-in is set bold

_HEAD = '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'
_SYSTEM = '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>\n'


def fontconfig() -> str:
    """Return a configuration for fontconfig: the system's, and our stand-ins."""
    rules = "".join(_rule(name, others) for name, others in STAND_INS.items())
    return f"{_HEAD}{_SYSTEM}{rules}</fontconfig>\n"


def _rule(name: str, others: tuple[str, ...]) -> str:
    families = "".join(f"<string>{escape(other)}</string>" for other in others)
    bold = '<edit name="weight" mode="assign"><const>bold</const></edit>' if name in _BOLD else ""
    return (
        f'<match target="pattern"><test name="family"><string>{escape(name)}</string></test>'
        f'<edit name="family" mode="append" binding="same">{families}</edit>{bold}</match>\n'
    )
