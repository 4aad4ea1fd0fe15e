"""The pictures of ``docs/图/`` are those that ``docs/pictures.py`` draws, small enough to lie in the repository."""

import re
import runpy
from pathlib import Path

from lzxl.addin import BUTTONS
from lzxl.ribbon.buttons import buttons

DOCS = Path(__file__).parents[1] / "docs"


def test_every_picture_is_there_and_no_other() -> None:
    script = runpy.run_path(str(DOCS / "pictures.py"))
    files = sorted(path for path in script["TARGET"].iterdir() if path.is_file())
    assert [file.name for file in files] == sorted(f"{name}.png" for name in script["NAMES"])
    assert all(file.read_bytes().startswith(b"\x89PNG") for file in files)
    assert sum(file.stat().st_size for file in files) < script["ALL_AT_MOST"]


def test_every_picture_is_shown_on_the_page() -> None:
    script = runpy.run_path(str(DOCS / "pictures.py"))
    told = script["PAGE"].read_text(encoding="utf-8")
    assert told == script["page"]()
    assert sorted(re.findall(r"!\[.*?\]\(<图/(.*?)\.png>\)", told)) == sorted(script["NAMES"])


def sections() -> dict[str, str]:
    """Return what the page of the buttons tells of each, by label."""
    page = (DOCS / "按钮.md").read_text(encoding="utf-8")
    told = page.partition("<!-- shown -->")[2].partition("<!-- /shown -->")[0]
    return {label: text for label, _, text in (part.partition("\n") for part in told.split("### ")[1:])}


def test_every_button_has_a_picture_and_its_sentence_on_the_page() -> None:
    labels = {button.id: button.label for button in buttons()}
    assert labels.keys() == BUTTONS.keys()
    told = sections()
    assert list(told) == list(labels.values())
    for label, text in told.items():
        pictures = re.findall(r"!\[.*?\]\((图/按钮/.*?\.png)\)", text)
        assert pictures and all((DOCS / picture).is_file() for picture in pictures), label
        assert all(Path(picture).stem.split("-")[0] == label for picture in pictures)
        assert re.search(r"^> .*。", text, re.MULTILINE), label  # what it said


def test_the_pictures_of_the_buttons_are_all_shown_and_small() -> None:
    shown = "".join(sections().values())
    files = sorted((DOCS / "图" / "按钮").iterdir())
    assert [file.name for file in files if f"图/按钮/{file.name}" not in shown] == []
    assert all(file.read_bytes().startswith(b"\x89PNG") for file in files)
    assert sum(file.stat().st_size for file in files) <= 5 * 2**19
