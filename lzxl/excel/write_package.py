"""The package of a large workbook: each of its files is compressed while the next one is written."""

import shutil
from concurrent.futures import Future, ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.packager import Packager  # type: ignore[import-untyped]

_LEVEL = 4  # of compression: half the time of the usual 6, for a sixth more bytes
_AT_ONCE = 1 << 20  # bytes: each piece waits for the thread that writes rows
_MOST = (1 << 31) - 1  # bytes of a file without ZIP64


class LargeWorkbook(Workbook):  # type: ignore[misc]
    """An XlsxWriter workbook whose files go through ``tmpdir`` into ``stream`` one by one."""

    def __init__(self, stream: IO[bytes], options: dict[str, Any]) -> None:
        super().__init__(BytesIO(), options)  # which stays without a file
        self._stream = stream

    def _get_packager(self) -> Any:
        return _Packing(self._stream)


class _Packing(Packager):  # type: ignore[misc]
    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__()
        self._stream = stream
        self._done: list[Future[None]] = []

    def _create_package(self) -> tuple[()]:
        """Write all files of the package and leave none to XlsxWriter."""
        with (
            ZipFile(self._stream, "w", compression=ZIP_DEFLATED, compresslevel=_LEVEL) as self._package,
            ThreadPoolExecutor(1) as self._meanwhile,
        ):
            super()._create_package()
            self._pack()
            for one in self._done:
                one.result()
        return ()

    def _filename(self, xml_filename: str) -> Any:
        self._pack()  # whoever asks for another file is done with the last
        return super()._filename(xml_filename)

    def _pack(self) -> None:
        for path, name, _ in self.filenames:
            self._done.append(self._meanwhile.submit(self._compress, Path(path), name))
        self.filenames.clear()
        for one in filter(Future.done, self._done):  # a full disk is told before more is written
            one.result()

    def _compress(self, path: Path, name: str) -> None:
        large = path.stat().st_size > _MOST
        # By its name alone, without the time and the mode of the file on disk: the same content is the same bytes.
        with path.open("rb") as file, self._package.open(name, "w", force_zip64=large) as packed:
            shutil.copyfileobj(file, packed, _AT_ONCE)
        path.unlink()
