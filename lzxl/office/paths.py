"""The folders and files of an office (contract part 2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lzxl.forms.registry import LEDGER_FILE, MASTER_FILE
from lzxl.office.atomic import sweep
from lzxl.office.errors import OfficeError, sentence

ROSTER, MASTER, LEDGER = "名册.xlsx", MASTER_FILE, LEDGER_FILE
INBOX, ARCHIVE = "收件", "归档"
MADE = ("下发", "退回", "预警", "往来", "打印")  # folders that the verbs fill


@dataclass(frozen=True, slots=True)
class Office:
    """An office folder (工作目录)."""

    root: Path

    @classmethod
    def open(cls, path: Path) -> "Office":
        """Return the office at ``path``; without a roster there it is none."""
        office = cls(path.absolute())
        if not path.is_dir():
            raise OfficeError(f"没有“{path}”这个目录。请核对工作目录的位置,或用 lzxl init 新建一个。")
        if not office.roster.is_file():
            shown = path if path.name else path.resolve()  # “.” tells nobody where that is
            raise OfficeError(f"“{shown}”里没有“{ROSTER}”,不是工作目录。请换到工作目录,或用 lzxl init 新建一个。")
        return office

    @classmethod
    def around(cls, path: Path) -> "Office | None":
        """Return the office in whose folder a file lies: the nearest folder above it with a roster."""
        return next((cls(folder) for folder in path.absolute().parents if (folder / ROSTER).is_file()), None)

    @classmethod
    def create(cls, path: Path) -> "Office":
        """Make the folders of an office at ``path``, which must be empty or not there (the roster is written later)."""
        office = cls(path.absolute())
        try:
            if path.exists() and (not path.is_dir() or any(path.iterdir())):
                raise OfficeError(f"“{path}”已经有内容,没有动它。请另选一个空的目录。")
            for folder in office.folders:
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise sentence(fault, path) from fault
        return office

    @property
    def folders(self) -> Iterator[Path]:
        """All sub-folders."""
        return (self.root / name for name in (INBOX, *MADE, ARCHIVE))

    @property
    def roster(self) -> Path:
        """名册.xlsx: the roster and the settings."""
        return self.root / ROSTER

    @property
    def master(self) -> Path:
        """汇总册.xlsx: the master."""
        return self.root / MASTER

    @property
    def own_ledger(self) -> Path:
        """本社台账.xlsx: the office's own ledger."""
        return self.root / LEDGER

    @property
    def inbox(self) -> Path:
        """收件/: whatever was received; read, never changed."""
        return self.root / INBOX

    @property
    def archive(self) -> Path:
        """归档/: originals, journal, lock."""
        return self.root / ARCHIVE

    @property
    def originals(self) -> Path:
        """归档/原件/: received originals by content hash."""
        return self.archive / "原件"

    @property
    def masters(self) -> Path:
        """归档/汇总册/: masters that somebody had saved, kept before they were written anew."""
        return self.archive / "汇总册"

    @property
    def ledgers(self) -> Path:
        """归档/台账/: the office's own ledger as it was before each entry that a verb added to it."""
        return self.archive / "台账"

    @property
    def cache(self) -> Path:
        """归档/缓存/: what can be made again at any time."""
        return self.archive / "缓存"

    @property
    def journal(self) -> Path:
        """归档/journal.jsonl: the journal (流水)."""
        return self.archive / "journal.jsonl"

    @property
    def head(self) -> Path:
        """归档/journal.head: the hash of the journal's last line, kept in a second place."""
        return self.archive / "journal.head"

    @property
    def lock(self) -> Path:
        """归档/.lock: held while a run writes."""
        return self.archive / ".lock"

    def folder(self, name: str) -> Path:
        """Return one of the folders that the verbs fill, made where it is not there."""
        path = self.root / name
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise sentence(fault, path) from fault
        return path

    def sweep(self) -> int:
        """Remove temporary files that a killed run left; 收件/ is not looked into."""
        folders = (folder for folder in self.folders if folder != self.inbox)
        here = [file for file in self.root.glob(".lzxl-*.tmp") if file.is_file()]
        for file in here:
            file.unlink(missing_ok=True)
        return len(here) + sum(map(sweep, folders))
