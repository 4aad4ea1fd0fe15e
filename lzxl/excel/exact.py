"""A worksheet part read element by element, by the standard's letter: slow, and right where the quick reader is not.

openpyxl is not used for this: it shows no sheets of Strict files, fails without styles.xml, reads the Chinese date
formats as numbers, turns days out of range into ``#VALUE!``, and takes 1 GB for 200,000 formatted empty rows.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from xml.parsers import expat

from lzxl.cells import Area, Cell, CellError, NoResult, Raw
from lzxl.excel import rules
from lzxl.excel.ooxml import TRUE, Skeleton, unescape
from lzxl.excel.rules import Refused
from lzxl.excel.serials import from_serial
from lzxl.excel.sheet import Content, area_of, cell_of, hidden_columns, is_external, number_of, to_rows, width_of

Attributes = Mapping[str, str]


def read_exactly(part: bytes, sheet: str, book: Skeleton, most: int) -> Content:
    """Return the content of a worksheet part; raise :class:`Refused` where it contradicts itself or is too large."""
    reader = _Reader(sheet, book, most)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    try:
        parser.Parse(part, True)
    except (expat.ExpatError, IndexError, ValueError, OverflowError):
        raise Refused(rules.DAMAGED, what="有一张工作表的内容不成文") from None
    return reader.content()


class _Reader:
    """Collects one sheet while expat walks through it; elements go by local name below ``sheetData``'s siblings."""

    def __init__(self, sheet: str, book: Skeleton, most: int) -> None:
        self.sheet, self.book, self.most = sheet, book, most
        self.cells: dict[Cell, Raw] = {}
        self.seen: set[Cell] = set()
        self.formulas: set[Cell] = set()
        self.struck: set[Cell] = set()
        self.merged: list[Area] = []
        self.hidden_rows: set[int] = set()
        self.hidden_spans: list[tuple[int, int]] = []
        self.protected = False
        self.pictures = 0
        self.shared: dict[str, str] = {}  # formulas by their shared index
        self.row = self.column = 0
        self.in_cell = False
        self.taking: list[str] | None = None
        self.phonetic = 0
        self.starts: dict[str, Callable[[Attributes], None]] = {
            "row": self._row,
            "c": self._cell,
            "v": self._take,
            "f": self._formula,
            "t": self._inline,
            "rPh": self._phonetic,
            "strike": self._strike,
            "col": self._col,
            "mergeCell": self._merge,
            "sheetProtection": self._protection,
        }
        self.ends: dict[str, Callable[[], None]] = {
            "c": self._cell_ends,
            "v": self._value_ends,
            "f": self._formula_ends,
            "t": self._inline_ends,
            "rPh": self._phonetic_ends,
        }

    def start(self, name: str, attributes: Attributes) -> None:
        space, _, tag = name.rpartition(" ")
        if tag in self.starts and space.endswith("/main"):  # both main namespaces do; extensions have others
            self.starts[tag](attributes)

    def end(self, name: str) -> None:
        space, _, tag = name.rpartition(" ")
        if tag in self.ends and space.endswith("/main"):
            self.ends[tag]()

    def text(self, words: str) -> None:
        if self.taking is not None:
            self.taking.append(words)

    # -------------------------------------------------------------- rows and cells

    def _row(self, attributes: Attributes) -> None:
        self.row = int(attributes["r"]) if "r" in attributes else self.row + 1
        self.column = 0
        if attributes.get("hidden") in TRUE or float(attributes.get("ht", "1")) == 0:
            self.hidden_rows.add(self.row)

    def _cell(self, attributes: Attributes) -> None:
        cell = cell_of(attributes["r"]) if "r" in attributes else (self.row, self.column + 1)
        if cell[0] != self.row:
            raise Refused(rules.DAMAGED, what="单元格地址与所在行不一致")
        self.column = cell[1]
        self.in_cell = True
        self.kind = attributes.get("t", "n")
        self.style = int(attributes.get("s", "0"))
        self.value: str | None = None
        self.inline: list[str] = []
        self.formula: str | None = None
        self.strike = self.style in self.book.struck

    def _take(self, _: Attributes) -> None:
        self.taking = []

    def _value_ends(self) -> None:
        self.value = "".join(self.taking or ())
        self.taking = None

    def _formula(self, attributes: Attributes) -> None:
        self.taking = []
        self.shared_index = attributes.get("si", "")

    def _formula_ends(self) -> None:
        text = "".join(self.taking or ()).strip()
        self.taking = None
        if self.shared_index:
            text = self.shared.setdefault(self.shared_index, text) if text else self.shared.get(self.shared_index, "")
        self.formula = text

    def _inline(self, attributes: Attributes) -> None:
        if self.in_cell and not self.phonetic:
            self.taking = []
            self.keep_blanks = attributes.get("http://www.w3.org/XML/1998/namespace space") == "preserve"

    def _inline_ends(self) -> None:
        if self.taking is not None:
            text = "".join(self.taking)
            self.inline.append(unescape(text if self.keep_blanks else text.strip(" \t\r\n")))
            self.taking = None

    def _phonetic(self, _: Attributes) -> None:
        self.phonetic += 1

    def _phonetic_ends(self) -> None:
        self.phonetic -= 1

    def _strike(self, attributes: Attributes) -> None:
        if self.in_cell and attributes.get("val", "1") in TRUE:
            self.strike = True

    def _cell_ends(self) -> None:
        self.in_cell = False
        cell = (self.row, self.column)
        if self.formula is not None:
            self.formulas.add(cell)
            self.pictures += "DISPIMG(" in self.formula
        value = self._result()
        if value is None:
            return
        if cell in self.seen:
            raise Refused(rules.DAMAGED, what="同一个单元格写了两次")
        self.seen.add(cell)
        self.cells[cell] = value
        if self.strike:
            self.struck.add(cell)
        if len(self.cells) > self.most:
            raise Refused(rules.TOO_LARGE, what=f"单元格超过 {self.most} 个")

    # -------------------------------------------------------------- values

    def _result(self) -> Raw:
        stored = self._stored()
        if self.formula is None:
            return stored
        if is_external(self.formula):
            return NoResult(self.formula, external=True)
        # A program that computes nothing writes 0 and leaves the work to Excel: such a 0 is no result.
        uncomputed = self.value is None or (self.book.stale and self.value.strip() == "0")
        return NoResult(self.formula) if uncomputed or (stored is None and self.kind == "n") else stored

    def _stored(self) -> Raw:
        if self.kind == "inlineStr":
            return "".join(self.inline) or None
        if self.value is None:
            return None
        if self.kind == "str":
            return unescape(self.value) or None
        text = self.value.strip()
        return _KINDS[self.kind](self, text) if self.kind in _KINDS else self._odd_kind()

    def _odd_kind(self) -> Raw:
        raise Refused(rules.DAMAGED, what="有一个单元格的类型不认识")

    def number(self, text: str) -> Raw:
        number = number_of(text) if text else None
        shown = self.book.shown.get(self.style)
        if shown is None or not isinstance(number, int | float):
            return number
        day = from_serial(number, shown, self.book.mac)
        return number if day is None else day

    def string(self, text: str) -> Raw:
        place = int(text)
        if place < 0:
            raise IndexError(place)
        if place in self.book.strings.struck:
            self.strike = True
        return self.book.strings.texts[place] or None

    # -------------------------------------------------------------- what shows

    def _col(self, attributes: Attributes) -> None:
        if attributes.get("hidden") in TRUE or float(attributes.get("width", "1")) == 0:
            self.hidden_spans.append((int(attributes["min"]), int(attributes["max"])))

    def _merge(self, attributes: Attributes) -> None:
        self.merged.append(area_of(attributes["ref"]))

    def _protection(self, attributes: Attributes) -> None:
        self.protected = attributes.get("sheet") in TRUE

    def content(self) -> Content:
        rows = to_rows(self.cells, self.sheet, self.most)
        return Content(
            rows,
            tuple(self.merged),
            frozenset(self.formulas),
            frozenset(self.struck),
            frozenset(self.hidden_rows),
            hidden_columns(self.hidden_spans, width_of(rows)),
            self.protected,
            pictures_inside=self.pictures,
        )


def iso_day(text: str) -> Raw:
    """Return the day, moment or time that an ISO text writes; the text itself where it writes none."""
    for kind in (date, datetime, time):
        try:
            found = kind.fromisoformat(text)
        except ValueError:
            continue
        if isinstance(found, datetime):
            found = found.replace(tzinfo=None)
            return found if found.time() != time() else found.date()
        return found
    return text


_KINDS: Mapping[str, Callable[[_Reader, str], Raw]] = {
    "n": _Reader.number,
    "s": _Reader.string,
    "b": lambda _, text: text.lower() in TRUE if text else None,
    "e": lambda _, text: CellError(text) if text else None,
    "d": lambda _, text: iso_day(text) if text else None,
}
