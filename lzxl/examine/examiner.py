"""The child process that examines workbooks, reading and checking: ``python -m lzxl.examine.examiner``."""

from datetime import datetime

from lzxl.checks.book import check_book, refusal
from lzxl.examine.brief import Brief
from lzxl.examine.sealed import seal
from lzxl.excel.worker import Request, read, reading_of, run, unread
from lzxl.findings import Finding


class Examiner:
    """Examines one workbook after the other under the last brief that it was given."""

    def __init__(self) -> None:
        self._brief = Brief()

    def answer(self, request: Request, data: bytes) -> bytes:
        """Return the sealed result of a workbook; ``brief`` stands in a request where it is new, ``sha256`` in every one.

        Without ``sha256`` the workbook is to be read and no more.
        """
        if "sha256" not in request:
            return read(request, data)
        if "brief" in request:
            self._brief = Brief.of(request["brief"])
        book, findings = reading_of(request, data)
        if book is None:
            return seal(None, findings)
        brief = self._brief
        submission = check_book(
            book,
            sha256=request["sha256"],
            received=datetime.min,
            roster=brief.roster,
            figures=brief.figures,
            year=brief.year,
        )
        return seal(submission, findings if submission else [*findings, *refusal(book)])


def refused(request: Request, findings: list[Finding]) -> bytes:
    """Return the answer about a workbook over which the work failed."""
    return seal(None, findings) if "sha256" in request else unread(request, findings)


if __name__ == "__main__":
    run(Examiner().answer, refused)
