"""Mails as Foxmail, Outlook, QQ, 163 and others write them, with invented content; the files in ``mails/`` are made here.

``python tests/intake/made_mails.py`` writes them anew, with what is expected of each in ``mails/预期.json``.
"""

import base64
import io
import json
import struct
import sys
import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).parents[2]
for place in (ROOT, Path(__file__).parent):
    sys.path.insert(0, str(place))

from made_ole import made_ole  # noqa: E402

FOLDER = Path(__file__).parent / "mails"
BOOK = "示例县样例三供销合作社岗位廉政风险和自我防控承诺表(2026年).xlsx"
LEDGER = "扣分台账.xlsx"
CONTENT = b"PK\x03\x04 a made-up workbook: "
PICTURE = b"\x89PNG\r\n\x1a\n a made-up picture"


def word(text: str, charset: str = "utf-8", kind: str = "B") -> str:
    """Return one encoded word, however long."""
    raw = text.encode(charset)
    return f"=?{charset}?{kind}?{base64.b64encode(raw).decode()}?="


def cut_words(text: str, charset: str, size: int, between: str = "\r\n\t") -> str:
    """Return encoded words of ``size`` bytes each, cut wherever that falls: also inside of a character."""
    raw = text.encode(charset)
    pieces = (raw[at : at + size] for at in range(0, len(raw), size))
    return between.join(f"=?{charset}?B?{base64.b64encode(piece).decode()}?=" for piece in pieces)


def b64(content: bytes) -> bytes:
    """Return base64 in lines as mail has it."""
    return base64.encodebytes(content).replace(b"\n", b"\r\n")


def part(head: Sequence[str | bytes], content: bytes, encoding: str = "base64") -> bytes:
    """Return a part: its headers as they are, its content encoded."""
    lines = [line.encode() if isinstance(line, str) else line for line in head]
    body = b64(content) if encoding == "base64" else content
    return b"\r\n".join([*lines, f"Content-Transfer-Encoding: {encoding}".encode(), b"", body])


def several(kind: str, parts: Sequence[bytes], mark: str = "----=_001_NextPart") -> bytes:
    """Return a multipart: its content type, a blank line, its parts."""
    joined = b"".join(b"--" + mark.encode() + b"\r\n" + one + b"\r\n" for one in parts)
    head = f'Content-Type: multipart/{kind};\r\n\tboundary="{mark}"'.encode()
    return (
        head
        + b"\r\n\r\nThis is a multi-part message in MIME format.\r\n\r\n"
        + joined
        + b"--"
        + mark.encode()
        + b"--\r\n"
    )


def mail(head: Sequence[str | bytes], body: bytes) -> bytes:
    """Return a mail: headers, then a body that brings its content type."""
    lines = [line.encode() if isinstance(line, str) else line for line in head]
    return b"\r\n".join([*lines, b"MIME-Version: 1.0", body])


def text(words: str = "附件请查收。", charset: str = "utf-8", kind: str = "plain") -> bytes:
    """Return a text part."""
    return part([f'Content-Type: text/{kind};\r\n\tcharset="{charset}"'], words.encode(charset))


def html(words: str) -> bytes:
    """Return a part of HTML."""
    return text(f"<html><body><div>{words}</div></body></html>", kind="html")


def book(name_header: str | bytes, disposition: str | bytes, number: int = 1) -> bytes:
    """Return a workbook as a part: the values of both headers after their first word."""
    type_line, disposition_line = (
        b"Content-Type: application/octet-stream" + (b";\r\n\t" + _bytes(name_header) if name_header else b""),
        b"Content-Disposition: attachment" + (b";\r\n\t" + _bytes(disposition) if disposition else b""),
    )
    return part([type_line, disposition_line], CONTENT + str(number).encode())


def _bytes(value: str | bytes) -> bytes:
    return value.encode() if isinstance(value, str) else value


def head(sender: str | bytes, subject: str | bytes, date: str = "Tue, 8 Sep 2026 09:30:05 +0800") -> list[str | bytes]:
    """Return the usual headers."""
    return [
        "Received: from mail.example.com (unknown [192.0.2.7]) by mx.example.org; Tue, 8 Sep 2026 09:30:07 +0800",
        f"Date: {date}",
        b"From: " + _bytes(sender),
        "To: office@example.org",
        b"Subject: " + _bytes(subject),
        "Message-ID: <20260908093005@example.com>",
    ]


SUBJECT = "报送2026年廉政风险承诺表"
FOXMAIL = cut_words("示例县样例三供销合作社", "gb2312", 21) + " <san@example.com>"


def foxmail() -> bytes:
    name = cut_words(BOOK, "gb2312", 31)
    parts = [text(charset="gb2312"), book(f'name="{name}"', f'filename="{name}"')]
    return mail([*head(FOXMAIL, word(SUBJECT, "gb2312")), "X-Mailer: Foxmail 7.2.25.213[cn]"], several("mixed", parts))


def outlook() -> bytes:
    name = cut_words(BOOK, "utf-8", 32, "\r\n ")
    parts = [
        text(),
        book(f'name="{name}"', f'filename="{name}"; size=30;\r\n\tcreation-date="Tue, 08 Sep 2026 01:29:00 GMT"'),
    ]
    subject = cut_words(SUBJECT, "utf-8", 30, "\r\n ")
    return mail(
        [*head('"Yang Li" <SAN@Example.com>', subject), "X-Mailer: Microsoft Outlook 16.0"], several("mixed", parts)
    )


def qq() -> bytes:
    name = word(BOOK, "gb18030")
    parts = [
        several("alternative", [text(charset="gb18030"), html("附件请查收。")], "----=_NextPart_QQ_2"),
        book(f'charset="gb18030";\r\n\tname="{name}"', f'filename="{name}"'),
    ]
    return mail(
        [
            *head(f'"{word("样例三社", "gb18030")}" <10001@qq.example>', word(SUBJECT, "gb18030")),
            "X-QQ-MIME: TCMime 1.0",
        ],
        several("mixed", parts, "----=_NextPart_QQ_1"),
    )


def netease() -> bytes:
    name = cut_words(BOOK, "UTF-8", 45, "\r\n\t")
    parts = [
        several("alternative", [text(charset="gbk"), html("附件请查收。")], "----=_Part_2_163"),
        book(f'name="{name}"', f'filename="{name}"'),
        book(f'name="{word(LEDGER, "UTF-8")}"', f'filename="{word(LEDGER, "UTF-8")}"', 2),
    ]
    return mail(
        [
            *head(f"{word('样例三社', 'GBK')} <sample3@163.example>", word(SUBJECT, "GBK")),
            "X-Mailer: Coremail Webmail Server",
        ],
        several("mixed", parts, "----=_Part_1_163"),
    )


def continued() -> bytes:
    coded = quote(BOOK)
    cut = [coded[at : at + 40] for at in range(0, len(coded), 40)]  # also inside of %E5
    sections = ";\r\n ".join(
        f"filename*{number}*={'utf-8' + chr(39) * 2 if not number else ''}{piece}" for number, piece in enumerate(cut)
    )
    return mail(
        [*head("san@example.com", SUBJECT), "User-Agent: Mozilla Thunderbird"],
        several("mixed", [text(), book("", sections)]),
    )


def raw_gbk() -> bytes:
    name = f'name="{BOOK}"'.encode("gbk")
    sender = '"样例三社" <san@example.com>'.encode("gbk")
    return mail(
        head(sender, SUBJECT.encode("gbk")), several("mixed", [text(charset="gbk"), book(name, b"file" + name)])
    )


def raw_utf8() -> bytes:
    parts = [text(), book(f"name={BOOK}", f"filename={BOOK}")]
    return mail(head("样例三社 <san@example.com>", SUBJECT), several("mixed", parts))


def no_charset() -> bytes:
    raw = base64.b64encode(BOOK.encode("gbk")).decode()
    return mail(
        head("san@example.com", SUBJECT),
        several("mixed", [text(), book(f'name="=?unknown-8bit?B?{raw}?="', f'filename="=??B?{raw}?="')]),
    )


def name_only() -> bytes:
    spoilt = 'filename="?????????.xlsx"'
    return mail(
        head("san@example.com", SUBJECT),
        several("mixed", [text(), book(f'name="{word(BOOK)}"', spoilt), book(f'name="{word(LEDGER)}"', "", 2)]),
    )


def percent() -> bytes:
    twice = quote(word(LEDGER))
    return mail(
        head("san@example.com", SUBJECT),
        several("mixed", [text(), book("", f'filename="{quote(BOOK)}"'), book("", f"filename*=utf-8''{twice}", 2)]),
    )


def signature() -> bytes:
    words = "附件请查收。<br><img src='cid:logo@example.com'>"
    logo = part(['Content-Type: image/png; name="logo.png"', "Content-ID: <logo@example.com>"], PICTURE)
    photo = part(
        [f'Content-Type: image/jpeg; name="{word("流程图.jpg")}"', "Content-Disposition: attachment"], PICTURE + b"2"
    )
    parts = [several("related", [html(words), logo], "----=_002_Related"), book(f'name="{word(BOOK)}"', ""), photo]
    return mail(head("san@example.com", SUBJECT), several("mixed", parts))


def pasted() -> bytes:
    shown = part(['Content-Type: image/png; name="image001.png"', "Content-ID: <image001@example.com>"], PICTURE)
    return mail(
        head("san@example.com", "流程图"), several("related", [html("<img src='cid:image001@example.com'>"), shown])
    )


def forwarded() -> bytes:
    inner = mail(
        head("si@example.com", word("样例四社承诺表"), "Mon, 7 Sep 2026 16:00:00 +0800"),
        several("mixed", [text(), book(f'name="{word(BOOK)}"', "")], "----=_inner"),
    )
    attached = b"Content-Type: message/rfc822\r\nContent-Disposition: attachment\r\n\r\n" + inner
    coded = part(["Content-Type: message/rfc822; name=second.eml"], raw_utf8())
    return mail(head("san@example.com", word("转发:样例四社承诺表")), several("mixed", [text(), attached, coded]))


def zipped() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        info = zipfile.ZipInfo("placehold0.xlsx", (2026, 9, 1, 8, 0, 0))
        archive.writestr(info, CONTENT + b"1")
    raw = stream.getvalue().replace(b"placehold0.xlsx", "承诺表样例.xlsx".encode("gbk"))
    name = word("报送材料.zip", "gbk")
    return mail(
        head("san@example.com", SUBJECT),
        several("mixed", [text(), part([f'Content-Type: application/zip; name="{name}"'], raw)]),
    )


def linked_qq() -> bytes:
    words = "从QQ邮箱发来的超大附件<a href='https://wx.mail.qq.com/ftn/download?func=3&k=sample'>承诺表.rar</a>"
    return mail(
        head(f'"{word("样例三社")}" <10001@qq.example>', word(SUBJECT)), several("alternative", [text(), html(words)])
    )


def linked_163() -> bytes:
    words = "云附件 <a href='https://mail.163.com/large-attachment-download/index.html?p=sample'>承诺表.zip</a>"
    return mail(
        head("sample3@163.example", word(SUBJECT)), several("mixed", [html(words), book(f'name="{word(LEDGER)}"', "")])
    )


def thanks() -> bytes:
    quoted = (
        "收到,谢谢。\n\n------------------ 原始邮件 ------------------\n请勿使用超大附件 https://pan.baidu.com/s/sample"
    )
    return mail(head("san@example.com", word("回复:请报送承诺表")), text(quoted))


def bounced() -> bytes:
    ours = b"Content-Type: message/rfc822\r\n\r\n" + foxmail()
    status = b"Content-Type: message/delivery-status\r\n\r\nStatus: 5.1.1\r\n"
    body = several("report", [text("Delivery failed"), status, ours], "----=_report")
    body = body.replace(b"multipart/report;", b"multipart/report; report-type=delivery-status;", 1)
    return mail(head("MAILER-DAEMON@example.org", "Undelivered Mail Returned to Sender"), body)


def whole_mail_is_a_file() -> bytes:
    body = part([f'Content-Type: application/vnd.ms-excel; name="{word(LEDGER)}"'], CONTENT + b"1")
    return mail(head("san@example.com", SUBJECT), body)


def no_date() -> bytes:
    lines = [line for line in head("san@example.com", SUBJECT) if not _bytes(line).startswith(b"Date")]
    return mail(lines, several("mixed", [text(), book(f'name="{word(BOOK)}"', "")]))


# ---------------------------------------------------------------- Outlook's own formats


def tnef(files: Sequence[tuple[str, bytes]], codepage: int = 936) -> bytes:
    """Return a winmail.dat: the long name among the properties, a short one in the code page as title."""

    def attribute(level: int, kind: int, content: bytes) -> bytes:
        return struct.pack("<BII", level, kind, len(content)) + content + struct.pack("<H", sum(content) & 0xFFFF)

    def variable(kind: int, number: int, value: bytes) -> bytes:
        return struct.pack("<HHII", kind, number, 1, len(value)) + value + b"\0" * (-len(value) % 4)

    stream = b"\x78\x9f\x3e\x22" + struct.pack("<H", 1)
    stream += attribute(1, 0x00069007, struct.pack("<II", codepage, 0))
    stream += attribute(1, 0x00078008, b"IPM.Microsoft Mail.Note\0")
    for name, content in files:
        properties = struct.pack("<I", 2) + struct.pack("<HHi", 3, 0x370B, -1)
        properties += variable(0x1F, 0x3707, f"{name}\0".encode("utf-16-le"))
        stream += attribute(2, 0x00069002, b"\0" * 14)
        stream += attribute(2, 0x00018010, name.encode("gbk")[:8] + b"\0")
        stream += attribute(2, 0x0006800F, content)
        stream += attribute(2, 0x00069005, properties)
    return stream


def winmail() -> bytes:
    envelope = tnef([(BOOK, CONTENT + b"1"), (LEDGER, CONTENT + b"2")])
    parts = [text(), part(['Content-Type: application/ms-tnef; name="winmail.dat"'], envelope)]
    return mail([*head("san@example.com", SUBJECT), "X-MS-TNEF-Correlator: <1@example.com>"], several("mixed", parts))


def _filetime(moment: datetime) -> bytes:
    return struct.pack("<Q", int((moment - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000)


def _storage(
    place: str, head_size: int, texts: dict[int, str], fixed: dict[tuple[int, int], bytes], encoding: str
) -> dict[str, bytes]:
    """Return the streams of a message or attachment: texts by number, fixed values by number and type."""
    kind = 0x1F if encoding == "utf-16-le" else 0x1E
    streams = {f"{place}__substg1.0_{number:04X}{kind:04X}": value.encode(encoding) for number, value in texts.items()}
    table = b"\0" * head_size
    for number, value in texts.items():
        table += struct.pack("<HHIII", kind, number, 6, len(value.encode(encoding)), 0)
    for (number, of), value in fixed.items():
        table += struct.pack("<HHI", of, number, 6) + value.ljust(8, b"\0")
    return streams | {f"{place}__properties_version1.0": table}


def _attachment(place: str, number: int, name: str, content: bytes, encoding: str, **extra: str) -> dict[str, bytes]:
    where = f"{place}__attach_version1.0_#{number:08X}/"
    texts = {0x3707: name, **({0x3712: extra["cid"], 0x370E: "image/png"} if "cid" in extra else {})}
    fixed = {(0x3705, 3): struct.pack("<I", 1)}
    return {**_storage(where, 8, texts, fixed, encoding), f"{where}__substg1.0_37010102": content}


def msg(encoding: str = "utf-16-le", large: bytes = b"") -> bytes:
    """Return a ``.msg``: a workbook, a logo shown in the text, and a mail in the mail with a ledger."""
    when = _filetime(datetime(2026, 9, 8, 1, 30, 5, tzinfo=UTC))
    texts = {0x0037: SUBJECT, 0x1000: "附件请查收。", 0x0C1F: "San@Example.com", 0x1A: "IPM.Note"}
    fixed = {(0x0039, 0x40): when, (0x3FFD, 3): struct.pack("<I", 936)}
    streams = _storage("", 32, texts, fixed, encoding)
    streams["__substg1.0_10130102"] = b"<img src='cid:logo'>"
    streams |= _attachment("", 0, BOOK, CONTENT + b"1" + large, encoding)
    streams |= _attachment("", 1, "image001.png", PICTURE, encoding, cid="logo")
    inside = "__attach_version1.0_#00000002/__substg1.0_3701000D/"
    streams |= _storage(
        "__attach_version1.0_#00000002/", 8, {0x3001: "样例四社承诺表"}, {(0x3705, 3): struct.pack("<I", 5)}, encoding
    )
    earlier = _filetime(datetime(2026, 9, 7, 8, 0, 0, tzinfo=UTC))
    inner = {0x0037: "样例四社承诺表", 0x5D01: "si@example.com"}
    streams |= _storage(inside, 24, inner, {(0x0039, 0x40): earlier}, encoding)
    streams |= _attachment(inside, 0, LEDGER, CONTENT + b"2", encoding)
    return made_ole(streams)


MAILS: dict[str, Callable[[], bytes]] = {
    "Foxmail.eml": foxmail,
    "Outlook.eml": outlook,
    "QQ邮箱.eml": qq,
    "网易163.eml": netease,
    "分段文件名.eml": continued,
    "原样GBK.eml": raw_gbk,
    "原样UTF-8.eml": raw_utf8,
    "无字符集.eml": no_charset,
    "只有name.eml": name_only,
    "百分号编码.eml": percent,
    "签名图片.eml": signature,
    "贴图.eml": pasted,
    "转发.eml": forwarded,
    "压缩附件.eml": zipped,
    "QQ超大附件.eml": linked_qq,
    "163网盘附件.eml": linked_163,
    "回复.eml": thanks,
    "退信.eml": bounced,
    "整封是附件.eml": whole_mail_is_a_file,
    "没有日期.eml": no_date,
    "winmail.eml": winmail,
    "winmail.dat": lambda: tnef([(BOOK, CONTENT + b"1"), (LEDGER, CONTENT + b"2")]),
    "Outlook.msg": msg,
    "Outlook旧版.msg": lambda: msg("gbk"),
}


def results(folder: Path) -> dict[str, object]:
    """Return what the mails of a folder come to: their files with kind, time and sender, and what is told."""
    from lzxl.intake.collect import collect

    received, findings = collect(folder)
    return {
        "文件": [
            [
                one.file,
                one.kind,
                one.modified.isoformat() if one.sender else "",
                one.sender,
                [f.code for f in one.findings],
            ]
            for one in received
        ],
        "另告": [[finding.place.file, finding.code, finding.message] for finding in findings],
    }


def main() -> None:
    """Write the mails and what is expected of them."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.iterdir():
        old.unlink()
    for name, make in MAILS.items():
        (FOLDER / name).write_bytes(make())
    expected = json.dumps(results(FOLDER), ensure_ascii=False, indent=1)
    (FOLDER.parent / "mails.json").write_text(expected + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
