"""Data validation: drop-down lists and rules for what may be typed."""

import re
from typing import Any

from xlwings import XlwingsError, base_classes

from lzxl.calc.bridge import enum, struct
from lzxl.calc.cells import Cells
from lzxl.calc.dialect import to_calc, to_excel

_TYPES = {
    "whole_number": "WHOLE",
    "decimal": "DECIMAL",
    "list": "LIST",
    "date": "DATE",
    "time": "TIME",
    "text_length": "TEXT_LEN",
    "custom": "CUSTOM",
}
_TYPE_NAMES = {value: name for name, value in _TYPES.items()} | {"ANY": "none"}
_OPERATORS = {
    "between": "BETWEEN",
    "not_between": "NOT_BETWEEN",
    "equal_to": "EQUAL",
    "not_equal_to": "NOT_EQUAL",
    "greater_than": "GREATER",
    "less_than": "LESS",
    "greater_than_or_equal": "GREATER_EQUAL",
    "less_than_or_equal": "LESS_EQUAL",
}
_OPERATOR_NAMES = {value: name for name, value in _OPERATORS.items()}
_ALERTS = {"STOP": "stop", "WARNING": "warning", "INFO": "information", "MACRO": "stop"}
_TWO_BOUNDS = ("between", "not_between")
_UNEVEN = ("none", "mixed_criteria", "inconsistent")
_HIDDEN, _SHOWN = 0, 1  # com.sun.star.sheet.TableValidationVisibility


class DataValidation(base_classes.DataValidation):
    """The validation of a range; ``api`` is a copy that takes effect when given back to ``range.api.Validation``."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells

    @property
    def api(self) -> Any:
        """The UNO rule of the first cell (com.sun.star.sheet.TableValidation)."""
        return self._cells.first.Validation

    @property
    def type(self) -> str:
        """The kind of rule; ``none``, or how the cells differ."""
        if self._cells.remote.getPropertyState("Validation").value != "AMBIGUOUS_VALUE":
            return _TYPE_NAMES.get(self.api.Type.value, "unknown")
        kinds = {group.Validation.Type.value for group, _ in self._cells.patterns()}
        return "mixed_criteria" if "ANY" in kinds else "inconsistent"

    def _asked(self, name: str, *kinds: str) -> Any:
        kind = self.type
        if kind in _UNEVEN or (kinds and kind not in kinds):
            return None
        return getattr(self.api, name)

    @property
    def operator(self) -> str | None:
        """The comparison, None for lists and formulas."""
        if self.type in ("list", "custom", *_UNEVEN):
            return None
        return _OPERATOR_NAMES.get(self.api.getOperator().value)

    @property
    def formula1(self) -> str | None:
        """The first bound."""
        return None if self.operator is None else to_excel(self.api.getFormula1())

    @property
    def formula2(self) -> str | None:
        """The second bound."""
        return to_excel(self.api.getFormula2()) if self.operator in _TWO_BOUNDS else None

    @property
    def formula(self) -> str | None:
        """The condition of a rule with a formula."""
        return "=" + to_excel(self.api.getFormula1()) if self.type == "custom" else None

    @property
    def source(self) -> str | None:
        """Where a list comes from: its items with commas, or a formula."""
        if self.type != "list":
            return None
        text = self.api.getFormula1()
        items = re.findall(r'"((?:[^"]|"")*)"', text) if text.startswith('"') else []
        return ",".join(item.replace('""', '"') for item in items) if items else "=" + to_excel(text)

    @property
    def in_cell_dropdown(self) -> bool | None:
        """Whether a list drops down."""
        shown = self._asked("ShowList", "list")
        return None if shown is None else shown != _HIDDEN

    @property
    def ignore_blank(self) -> bool | None:
        """Whether empty cells are fine."""
        return self._asked("IgnoreBlankCells")  # type: ignore[no-any-return]  # a truth value of UNO's

    @property
    def input_title(self) -> str | None:
        """The head of the hint."""
        return self._asked("InputTitle")  # type: ignore[no-any-return]  # a text of UNO's

    @property
    def input_message(self) -> str | None:
        """The hint."""
        return self._asked("InputMessage")  # type: ignore[no-any-return]  # a text of UNO's

    @property
    def show_input(self) -> bool | None:
        """Whether the hint shows."""
        return self._asked("ShowInputMessage")  # type: ignore[no-any-return]  # a truth value of UNO's

    @property
    def error_title(self) -> str | None:
        """The head of the error message."""
        return self._asked("ErrorTitle")  # type: ignore[no-any-return]  # a text of UNO's

    @property
    def error_message(self) -> str | None:
        """The error message."""
        return self._asked("ErrorMessage")  # type: ignore[no-any-return]  # a text of UNO's

    @property
    def show_error(self) -> bool | None:
        """Whether the error message shows."""
        return self._asked("ShowErrorMessage")  # type: ignore[no-any-return]  # a truth value of UNO's

    @property
    def alert_style(self) -> str | None:
        """How strictly a wrong entry is met."""
        style = self._asked("ErrorAlertStyle")
        return None if style is None else _ALERTS[style.value]

    def set_list(self, source: Any, in_cell_dropdown: bool) -> None:
        """Allow the items of a list, the cells of a range, or what a name stands for."""
        if isinstance(source, Cells):
            formula = source.sheet.prefix + source.area.address()
        elif isinstance(source, base_classes.Name):
            formula = source.name
        else:
            formula = ",".join('"' + item.replace('"', '""') + '"' for item in source)
        self._set("list", None, formula, None, _SHOWN if in_cell_dropdown else _HIDDEN)

    def set_rule(self, rule_type: str, operator: str | None, formula1: str, formula2: str | None) -> None:
        """Allow what a comparison or a formula allows; relative to the range's first cell."""
        self._set(rule_type, operator, formula1, formula2, _SHOWN)

    def _set(self, kind: str, operator: str | None, first: str, second: str | None, shown: int) -> None:
        self._cells.check_writable(looks=True)
        before = self.type
        if before in ("mixed_criteria", "inconsistent"):
            raise XlwingsError("这些单元格的数据有效性各不相同,请先删除再设置。")
        rule = self.api
        if before == "none":
            rule.ShowErrorMessage = rule.ShowInputMessage = rule.IgnoreBlankCells = True
        rule.Type = enum("sheet.ValidationType", _TYPES[kind])
        rule.setOperator(enum("sheet.ConditionOperator", _OPERATORS[operator or "between"]))
        cells = self._cells
        place = struct("table.CellAddress", Sheet=cells.sheet.index - 1, Column=cells.column - 1, Row=cells.row - 1)
        rule.setSourcePosition(place)
        rule.setFormula1(to_calc(first.removeprefix("=")))
        rule.setFormula2(to_calc((second or "").removeprefix("=")))
        rule.ShowList = shown
        cells.remote.Validation = rule

    def delete(self) -> None:
        """Allow everything."""
        self._cells.check_writable(looks=True)
        self._cells.remote.setPropertyToDefault("Validation")
