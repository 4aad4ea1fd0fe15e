"""The smallest theme that the schema allows: Excel's checkers want one in every workbook, though no cell here uses it."""

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_COLOURS = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "dk2": "404040",
    "lt2": "E0E0E0",
    "accent1": "C00000",
    "accent2": "0070C0",
    "accent3": "FFC000",
    "accent4": "00B050",
    "accent5": "7030A0",
    "accent6": "808080",
    "hlink": "0000FF",
    "folHlink": "800080",
}
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="6350">{_FILL}</a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"
_FONT = '<a:latin typeface="Calibri"/><a:ea typeface=""/><a:cs typeface=""/>'


def theme() -> str:
    """Return the part as text."""
    colours = "".join(f'<a:{name}><a:srgbClr val="{rgb}"/></a:{name}>' for name, rgb in _COLOURS.items())
    return (
        f'<a:theme xmlns:a="{_DRAWING}" name="lzxl"><a:themeElements><a:clrScheme name="lzxl">{colours}</a:clrScheme>'
        f'<a:fontScheme name="lzxl"><a:majorFont>{_FONT}</a:majorFont><a:minorFont>{_FONT}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="lzxl"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{_LINE * 3}</a:lnStyleLst>'
        f"<a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )
