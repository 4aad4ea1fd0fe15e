"""The buttons, read from the ribbon's declaration: the one place where ids, labels and groups stand."""

from dataclasses import dataclass
from xml.etree import ElementTree

from lzxl.ribbon.sources import ribbon_xml

NAMESPACE_2010 = "http://schemas.microsoft.com/office/2009/07/customui"
NAMESPACE_2007 = "http://schemas.microsoft.com/office/2006/01/customui"


@dataclass(frozen=True)
class Button:
    """A button: ``id`` is the verb of the command line, ``label`` and ``group`` what the clerk reads."""

    id: str
    label: str
    group: str
    tip: str


def buttons() -> tuple[Button, ...]:
    """Return all buttons in the order of the ribbon."""
    tree = ElementTree.fromstring(ribbon_xml())
    found = []
    for group in tree.iter(f"{{{NAMESPACE_2010}}}group"):
        for button in group.iter(f"{{{NAMESPACE_2010}}}button"):
            found.append(Button(button.get("id", ""), button.get("label", ""), group.get("label", ""), _tip(button)))
    return tuple(found)


def ribbon_for_2007() -> str:
    """Return the declaration for Excel 2007 and WPS: the same but for the namespace."""
    return ribbon_xml().replace(NAMESPACE_2010, NAMESPACE_2007)


def _tip(button: ElementTree.Element) -> str:
    return button.get("supertip", "")
