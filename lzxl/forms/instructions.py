"""The sheet 填表说明 of a template, made from the same declarations that the checks follow, and from the office's figures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from lzxl.cells import Area, Cell, Out, PrintSetup, Sheet, Style
from lzxl.forms import styles
from lzxl.forms.form import Column, Form, Kind
from lzxl.forms.layout import joined, lines_needed
from lzxl.forms.own_sheets import INSTRUCTIONS_SHEET
from lzxl.forms.progress import LATER
from lzxl.forms.samples import SAMPLE_TEXTS, SAMPLES
from lzxl.law.figures import Figures
from lzxl.law.level import DEGREE_SCORE, LEVELS
from lzxl.law.scope import LEADING_GROUP, RANKS, UNIT_KINDS, Chain
from lzxl.law.warning import FULL_POINTS, GRADES

__all__ = ["SAMPLE_TEXTS", "instructions"]

_WIDTHS = (16, 17, 46, 44, 40, 10)
_ALL = len(_WIDTHS)
Line = Sequence[Out]


@dataclass
class _Page:
    """A sheet that grows downwards."""

    cells: dict[Cell, Out] = field(default_factory=dict)
    styles: dict[Cell, Style] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    row: int = 1

    def line(self, text: str, style: Style) -> None:
        """Add a line of text over the whole width, as high as it needs."""
        self.cells[self.row, 1] = text
        self.styles[self.row, 1] = style
        self.merges.append(Area(self.row, 1, self.row, _ALL))
        self.heights[self.row] = lines_needed(text, sum(_WIDTHS)) * 16.0 + (12 if style.bold else 3)
        self.row += 1

    def table(self, heading: Sequence[str], lines: Sequence[Line]) -> None:
        """Add a small table; its last column takes the rest of the width."""
        for at, word in enumerate(heading, 1):
            self.cells[self.row, at], self.styles[self.row, at] = word, styles.OPTIONAL_HEADING
        self.heights[self.row] = 22
        for line in lines:
            self.row += 1
            for at, value in enumerate(line, 1):
                self.cells[self.row, at], self.styles[self.row, at] = value, styles.CELL
            texts = [(str(value), width) for value, width in zip(line, _WIDTHS, strict=False) if isinstance(value, str)]
            self.heights[self.row] = 16.0 * max(lines_needed(text, width) for text, width in texts) + 4
        self.row += 2

    def section(self, title: str, texts: Sequence[str]) -> None:
        """Add a titled run of lines."""
        self.line(title, styles.SECTION)
        for text in texts:
            self.line(text, styles.TEXT)


def instructions(form: Form, figures: Figures) -> Sheet:
    """Return the sheet 填表说明 of ``form``."""
    page = _Page()
    page.line(f"《{form.title}》填表说明", styles.TITLE)
    page.heights[1] = 32
    page.section("一、怎样填", _steps(form))
    page.row += 1
    page.line("二、各栏填法和示例(示例是编造的,请勿照抄)", styles.SECTION)
    page.table(("栏目", "是否必填", "可填的内容", "怎样填", "示例", "依据"), list(_columns(form)))
    for sign, sections in _SECTIONS.items():
        for section in sections if sign in form.by_field else ():
            section(page, figures)
    return Sheet(
        INSTRUCTIONS_SHEET,
        page.cells,
        page.styles,
        widths=dict(enumerate(_WIDTHS, 1)),
        heights=page.heights,
        merges=page.merges,
        print_setup=PrintSetup(landscape=True),
        tab_colour="8EA9DB",
    )


def _steps(form: Form) -> list[str]:
    """Return what the clerk must know, in the order of doing it."""
    several = [c.heading for c in form.columns if c.kind is Kind.CHOICES]
    carried = [c.heading for c in form.columns if c.carried]
    later = [c.heading for c in form.columns if c.field in LATER]
    steps = [
        f"在“{form.sheet}”工作表里填写:先填表头,再从深色表头下面逐行填写,一行填一项。请不要改动表头文字,不要合并单元格,不要增删栏目。",
        "深蓝底的栏目必填,浅蓝底的可以不填。已开始填写的行里,还没有填的必填格显示黄色,填好后颜色自动消失。",
        "表头区的提示条随时显示已填几行、还缺几项;“表头还缺”数的是单位、年度等,“表内还缺”数的是各行里黄色的必填格。提示条变绿就可以报送。",
        "能选的请从下拉列表中选。日期写成 2026-09-01 这样的形式。可以从别处粘贴,建议“只粘贴数值”,收到后会逐格核对。",
        "表格预留 300 行,不够时接着往下填即可。工作表加了保护(没有密码),只为防止误改;列宽、行高可以调整,也可以筛选和排序。",
    ]
    if several:
        steps.append(f"{SEPARATED.join(several)}可填几项,用“、”连接;下拉列表只供查看和填单项。")
    if carried:
        steps.append(f"同一人有几个风险点的填几行,{SEPARATED.join(carried)}只在第一行填写即可。")
    if form.one_of:
        either = "或".join(form.by_field[name].heading for name in form.one_of.fields)
        steps.append(f"{form.by_field[form.one_of.field].heading}为“{form.one_of.word}”的,{either}至少填一项。")
    if "zero_report" in form.by_field:
        steps.append("本年度没有扣分和提醒的,在表头“零报告”处填“是”,下面不用填。")
    if later:
        steps.append(f"灰底的{SEPARATED.join(later)}由审核人和领导小组填写,报送时留空。")
    return [f"{number}. {step}" for number, step in enumerate(steps, 1)]


SEPARATED = "、"


def _columns(form: Form) -> Iterator[Line]:
    for column in form.head:
        yield (f"(表头){column.heading}", _need(column), _allowed(column), column.prompt, None, column.clause)
    sample = SAMPLES.get(form.name, {})
    for column in form.columns:
        value = joined(sample.get(column.field))
        shown = value.isoformat() if isinstance(value, date) else None if value is None else str(value)
        yield (column.heading, _need(column), _allowed(column), column.prompt, shown, column.clause)


def _need(column: Column) -> str:
    if column.field in LATER:
        return "报送时留空"
    return "必填" if column.required else "可不填"


_ALLOWED = {
    Kind.DATE: "日期",
    Kind.POINTS: f"0 至 {FULL_POINTS} 的数字",
    Kind.WHOLE: "整数",
    Kind.YEAR: "四位数字的年份",
    Kind.ID: "编号(按文字处理)",
}


def _allowed(column: Column) -> str:
    if column.vocabulary is None:
        return _ALLOWED.get(column.kind, "文字")
    words = SEPARATED.join(column.vocabulary.items)
    if column.kind is Kind.TIME_LIMIT:
        return f"日期,或:{words}"
    return f"可多选:{words}" if column.kind is Kind.CHOICES else f"选一项:{words}"


def _levels(page: _Page, figures: Figures) -> None:
    """Add how the proposed level comes about 二(三)2, with the office's figures."""
    names = ("一级起点", "二级起点", "大小危害均高定一级", "危害高不低于二级")
    scores = SEPARATED.join(f"{word}={score}" for word, score in reversed(DEGREE_SCORE.items()))
    lines = [
        f"风险大小、危害程度、发生频率按{scores}计,三项相乘:{figures.level_one_from} 及以上为一级,{figures.level_two_from} 及以上为二级,其余为三级。"
    ]
    if figures.both_high_is_one:
        lines.append("风险大小和危害程度都是“高”的,为一级。")
    if figures.high_harm_is_two:
        lines.append("危害程度是“高”的,不低于二级。")
    lines.append(f"自评等级请照此对照;最后等级由{LEADING_GROUP}评定。以上分值为{figures.label(*names)}(二(三)2)。")
    page.section("三、等级怎样定", lines)
    page.table(("等级", "性质", "防控要求"), [(level.name, level.kind, level.treatment) for level in LEVELS.values()])


def _reviews(page: _Page, _figures: Figures) -> None:
    """Add who appraises and reviews 二(二)1-2; nobody reviews himself."""
    leaders = {rank.name: "主任" for rank in RANKS.values() if rank.leader and not rank.director}
    director = next(rank.name for rank in RANKS.values() if rank.director)
    position = [("岗位表", director, f"由{LEADING_GROUP}审核")]
    position += [("岗位表", name, f"由{reviewer}审核") for name, reviewer in leaders.items()]
    for kind in UNIT_KINDS.values():
        appraised = kind.chain is Chain.APPRAISED
        how = f"本单位负责人评定,再由{kind.leader_title}审核" if appraised else f"由{kind.leader_title}审核"
        position.append(("岗位表", f"{kind.name}其他人员", how))
    unit = [("单位表", k.name, f"由{k.leader_title}审核") for k in UNIT_KINDS.values() if k.owes_unit_table]
    page.line("四、由谁评定、审核", styles.SECTION)
    page.table(("表种", "对象", "评定和审核"), position + unit)
    page.line("任何人不审核自己的表:单位负责人本人的表没有评定人;审核人就是本人的,由主任审核(二(二))。", styles.TEXT)


def _points(page: _Page, figures: Figures) -> None:
    """Add how points lead to a grade 二(五), with the office's figures."""
    faults = [grade for grade in reversed(GRADES.values()) if grade.fault]
    names = [f"{grade.letter}级起点" for grade in faults]
    rows = [
        (
            f"{g.letter}级({g.colour}色)",
            g.nature.split("(")[0],
            f"年内累计扣分达到 {figures.threshold(g.letter)} 分",
            figures.disposal(g.letter),
        )
        for g in faults
    ]
    rows += [
        (
            f"{g.letter}级({g.colour}色)",
            g.nature.split("(")[0],
            "年内有“提醒”记录,未达到以上各级",
            figures.disposal(g.letter),
        )
        for g in GRADES.values()
        if not g.fault
    ]
    page.section(
        "三、扣分和预警",
        [
            f"每人、每单位每年 {FULL_POINTS} 分,按发生日期所在的年度累计。填正数,扣分步长 {figures.step} 分;“提醒”填 0 分。",
            "登记错了不要删行、不要改序号:把状态改为“撤销”,或在原行改正后重新报送。",
            f"各级起点和处置预案为{figures.label(*names)}(二(五))。",
        ],
    )
    page.table(("预警等级", "性质", "何时启动", "处置预案"), rows)


def _catalogue(page: _Page, figures: Figures) -> None:
    """Add the standard items 二(五)."""
    page.line(f"四、标准扣分项目({figures.label(*(f'扣分项目{code}' for code in figures.items))})", styles.SECTION)
    page.table(("代码", "扣分", "项目"), [(i.code, i.points, i.name) for i in figures.items.values()])
    page.line("同一件事符合几项的,按分值高的一项登记,不累加。扣分与标准项目不同的,请在备注写明原因。", styles.TEXT)


# Rules explained where the table has the column that they rest on.
_SECTIONS = {"self_level": (_levels, _reviews), "points": (_points, _catalogue)}
