"""Passwords of workbooks, as the office has set them outside of its folder; and opening encrypted files in memory."""

import io
import logging
import os
import re
from collections.abc import Mapping, Sequence

from lzxl.office.keyring import from_keyring

VARIABLE = "LZXL_PASSWORDS"
# Excel's own: it encrypts protected .xls workbooks with this password and opens them without asking.
_EXCEL_OWN = "VelvetSweatshop"
_log = logging.getLogger(__name__)


def office_passwords(environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Return the passwords set in ``LZXL_PASSWORDS`` (apart by line ends or ``;``), then those in the system's keyring.

    The office folder is never asked: whoever may read the workbooks there must not find the passwords beside them.
    """
    words = [*_split(environment.get(VARIABLE, "")), *_split(from_keyring("passwords"))]
    return tuple(dict.fromkeys(words))


def _split(text: str) -> list[str]:
    return [word for word in re.split(r"[\r\n;]+", text) if word]


def decrypt(data: bytes, passwords: Sequence[str]) -> bytes | None:
    """Return the workbook inside an encrypted OLE2 file, None where no password opens it."""
    import msoffcrypto  # type: ignore[import-untyped]

    for password in (_EXCEL_OWN, *passwords):
        opened = io.BytesIO()
        try:
            office = msoffcrypto.OfficeFile(io.BytesIO(data))
            office.load_key(password=password)
            office.decrypt(opened)
        except MemoryError:
            raise
        except Exception as error:  # a crafted or odd file makes the library fail in any way: it stays closed
            _log.info("decrypt: %s", type(error).__name__)
            continue
        return opened.getvalue()
    return None
