"""An open password put on a workbook and taken off again, for the sample office and its tests."""

from io import BytesIO


def locked(data: bytes, password: str) -> bytes:
    """Return the workbook encrypted with ``password``; salts are random, so two runs give different bytes."""
    from msoffcrypto.format.ooxml import OOXMLFile  # type: ignore[import-untyped]

    stream = BytesIO()
    OOXMLFile(BytesIO(data)).encrypt(password, stream)
    return stream.getvalue()


def unlocked(data: bytes, password: str) -> bytes:
    """Return the workbook that :func:`locked` encrypted."""
    from msoffcrypto.format.ooxml import OOXMLFile

    file, stream = OOXMLFile(BytesIO(data)), BytesIO()
    file.load_key(password=password)
    file.decrypt(stream)
    return stream.getvalue()
