"""Excel's formulas in Calc's writing and back."""

import pytest

from lzxl.calc.dialect import sheet_prefix, shifted, to_calc, to_excel

BOTH_WAYS = [
    ("=SUM(A1,B2:C3)", "=SUM(A1;B2:C3)"),
    ('=IF(A1="x;,y",1,2)', '=IF(A1="x;,y";1;2)'),
    ('="he said ""TRUE, Sheet1!A1"""', '="he said ""TRUE, Sheet1!A1"""'),
    ("=Sheet1!A1+'第 二'!$B$2", "=$Sheet1.A1+$'第 二'.$B$2"),
    ("='It''s'!A1", "=$'It''s'.A1"),
    ("=SUM(表!A:A)+SUM(表!2:3)", "=SUM($表.A:A)+SUM($表.2:3)"),
    ("=SUM({1,2;3,4})", "=SUM({1;2|3;4})"),
    ("=OR(TRUE,FALSE,A1)", "=OR(TRUE();FALSE();A1)"),
    ("=SUM(表一[数额])", "=SUM(表一[数额])"),
    ("=STDEV.S(A1:A9)*1.5", "=STDEV.S(A1:A9)*1.5"),
    ('=COUNTIF(Sheet1!$A$1:$A$9,">="&B1)', '=COUNTIF($Sheet1.$A$1:$A$9;">="&B1)'),
]


@pytest.mark.parametrize(("excel", "calc"), BOTH_WAYS)
def test_both_ways(excel: str, calc: str) -> None:
    assert to_calc(excel) == calc
    assert to_excel(calc) == excel


def test_conditional_formats_keep_the_commas() -> None:
    assert to_calc("OR($A1={1,2;3,4},Sheet1!B1,TRUE)", comma=True) == "OR($A1={1,2;3,4},$Sheet1.B1,TRUE())"
    assert to_excel("OR($A1={1,2;3,4},$Sheet1.B1,TRUE())", comma=True) == "OR($A1={1,2;3,4},Sheet1!B1,TRUE)"


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("$C5>1", "$C7>1"),
        ("C$5>C5", "D$5>D7"),
        ('AND(A1="A1",LOG10(A1)>0)', 'AND(B3="A1",LOG10(B3)>0)'),
        ("COUNTIF($A$1:$A9,A1)>1", "COUNTIF($A$1:$A11,B3)>1"),
        ("'A1'!B2=$Sheet1.B2", "'A1'!C4=$Sheet1.C4"),
    ],
)
def test_relative_references_move(formula: str, moved: str) -> None:
    assert shifted(formula, 2, 1) == moved


@pytest.mark.parametrize(
    ("name", "prefix"),
    [("Sheet1", "Sheet1!"), ("预警名单", "预警名单!"), ("第 二", "'第 二'!"), ("It's", "'It''s'!"), ("A1", "'A1'!")],
)
def test_sheet_names_get_quotes_where_needed(name: str, prefix: str) -> None:
    assert sheet_prefix(name) == prefix
