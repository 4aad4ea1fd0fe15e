"""What a button leaves, kept for the page: the sentence it said, the folder it opened, pictures of what stands there."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pictures import Picture, draw

from lzxl.addin import answer
from lzxl.excel.live_session import OpenBook, OpenSheet, Screen
from lzxl.ribbon.buttons import buttons
from lzxl.sample import TODAY
from lzxl.workflow.live.click import Click

FOLDER, PAGE = "图/按钮", Path(__file__).parent / "按钮.md"
LABELS = {button.id: button.label for button in buttons()}
_MOST_NAMES = 6  # of what lies in a folder
_LETTER = 62  # dots to the inch of a letter's page
_BETWEEN = re.compile(r"(<!-- shown -->\n).*?(<!-- /shown -->)", re.DOTALL)


class Shown(NamedTuple):
    """One thing to tell of a button: what it said (``>``), a line of ours, or a picture's name."""

    kind: str
    button: str
    text: str


class Gallery:
    """Presses buttons in ``screen`` and keeps what is to be shown; pictures go to ``target``, the rest to the page.

    ``home``: the folder below which everything is made, left out of what is told.
    """

    def __init__(self, screen: Screen, home: Path, target: Path) -> None:
        self.screen, self._home, self._target = screen, home, target
        self._shown: list[Shown] = []

    def press(self, button: str, book: OpenBook, folder: Path | None = None) -> None:
        """Press a button that must not be refused, and keep what it said."""
        sentence, refused = answer(button, Click(self.screen, book, TODAY, folder=folder))
        print(f"{LABELS[button]}:{sentence}")
        if refused:
            raise SystemExit(sentence)
        self._shown.append(Shown("said", button, sentence.replace(f"{self._home}/", "")))

    def say(self, button: str, line: str) -> None:
        """Keep a line of ours: what was done before the click, what a picture is of."""
        self._shown.append(Shown("line", button, line))

    def list_folder(self, button: str, folder: Path, words: str = "打开文件夹") -> None:
        """Keep what lies in the folder that a button opened (``words``: or what else), to its full depth, of many things the first."""
        files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        names = [name for name in files if not Path(name).name.startswith(".~lock")]
        told = "".join(f"\n- `{name}`" for name in names[:_MOST_NAMES])
        more = f"\n- ……共 {len(names)} 个文件" if len(names) > _MOST_NAMES else ""
        opened = folder.relative_to(self._home).as_posix()
        self.say(button, f"{words} `{opened}`,里面有:\n{told}{more}")

    def paint(
        self,
        button: str,
        what: str,
        page: OpenSheet,
        text: str,
        height: float = 0.5,
        width: float = 1.0,
        notes: Iterable[str] = (),
    ) -> None:
        """Draw the page of an open sheet on which ``text`` stands, as Calc prints it; ``notes``: cells whose note is held open."""
        pdf = self._home / "page.pdf"
        document = page.book.api
        changed = document.isModified()
        with_notes = [page.api.getCellRangeByName(cell).getAnnotation() for cell in notes]
        for note in with_notes:
            note.setIsVisible(True)
        page.book.to_pdf(pdf, include=[page.name])
        for note in with_notes:
            note.setIsVisible(False)
        document.setModified(changed)
        self._draw(button, what, pdf, text, height, width)

    def letter(self, button: str, what: str, pdf: Path, text: str, height: float = 1.0) -> None:
        """Draw the page of a letter on which ``text`` stands."""
        self._draw(button, what, pdf, text, height, dots=_LETTER)

    def _draw(
        self, button: str, what: str, pdf: Path, text: str, height: float, width: float = 1.0, dots: int = 0
    ) -> None:
        name = f"{LABELS[button]}-{what}" if what else LABELS[button]
        draw(
            Picture(name, "", "".join(text.split()), height, width),
            pdf,
            self._target,
            **({"dots": dots} if dots else {}),
        )
        self._shown.append(Shown("picture", button, name))

    def write_page(self, page: Path = PAGE) -> None:
        """Write what was kept between the marks of the page, by button in the order of the ribbon."""
        told = "\n".join(line for button, label in LABELS.items() for line in (f"### {label}\n", *self._lines(button)))
        text = page.read_text(encoding="utf-8")
        page.write_text(_BETWEEN.sub(lambda found: f"{found[1]}\n{told}{found[2]}", text), encoding="utf-8")

    def _lines(self, button: str) -> Iterator[str]:
        for one in self._shown:
            if one.button == button:
                yield {"said": f"> {one.text}\n", "picture": f"![{one.text}]({FOLDER}/{one.text}.png)\n"}.get(
                    one.kind, f"{one.text}\n"
                )
