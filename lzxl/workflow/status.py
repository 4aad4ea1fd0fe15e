"""``lzxl status`` (进度) 一(二): how far the year's work has got, under 往来/进度: report, page, sheet; in short on the screen."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from lzxl.excel.read import Reader
from lzxl.excel.write import render
from lzxl.forms.progress_sheet import Section, columns, progress_workbook
from lzxl.office.lock import run_lock
from lzxl.office.paths import Office
from lzxl.paper.words import day_words, percent
from lzxl.report import Report
from lzxl.workflow.bureau import Bureau
from lzxl.workflow.consolidate import settle
from lzxl.workflow.outcome import Outcome
from lzxl.workflow.overall import overall
from lzxl.workflow.place import At, MasterFile
from lzxl.workflow.receive import Advance, quiet
from lzxl.workflow.renewed import renew
from lzxl.workflow.whose import Whose

FOLDER = "往来/进度"
REPORT, PAGE, SHEET = "情况汇报", "进度.html", "进度.xlsx"


def status(root: Path, *, year: int | None, today: date, advance: Advance = quiet, at: At = MasterFile) -> Report:
    """Run the line, then write 情况汇报 (to edit and as PDF), one page for the leading group, and the same as a workbook."""
    office = Office.open(root)
    with run_lock(office, "进度"), Reader() as reader:
        outcome = settle(office, reader, year=year, today=today, advance=advance, at=at)
        bureau = Bureau(outcome.desk, "进度")
        values = overall(outcome, Whose(outcome, reader).returned_by_unit())
        papers = bureau.on_paper({REPORT: bureau.write_anew(REPORT, values)})
        page = bureau.page("进度", values).encode()
        book = render(progress_workbook(_office(outcome), _title(outcome), _remarks(outcome), _sections(values)))
        files = {**papers, PAGE: page, SHEET: book}
        findings = renew(office, FOLDER, files)
        bureau.close()
    made = [office.root / FOLDER / name for name in files]
    report = outcome.report(f"汇报、网页和表格在“{FOLDER}”目录里。{bureau.no_pdf}", made, findings)
    return replace(report, lines=lines(values))


def _office(outcome: Outcome) -> str:
    return f"{outcome.desk.figures.office_name} {outcome.desk.year} 年度"


def _title(outcome: Outcome) -> str:
    return f"{_office(outcome)}廉政风险防控工作进度"


def _remarks(outcome: Outcome) -> list[str]:
    desk = outcome.desk
    return [f"截至{day_words(desk.today)}。依据:{desk.figures.get('依据文号')}一(二)、二(二)、二(五)、二(六)。"]


def _sections(values: Mapping[str, Any]) -> list[Section]:
    def section(title: str, rows: Sequence[Mapping[str, object]], names: Mapping[str, str], **more: Any) -> Section:
        return Section(title, list(names.values()), columns(rows, list(names)), **more)

    return [
        section(
            "一、各类材料",
            values["表种"],
            {"表种": "材料", "应报": "应报", "已报": "已报", "率": "覆盖率", "截止": "截止日期"},
            charted=(1, 4),
        ),
        section(
            "二、各类单位",
            values["覆盖"],
            {"类别": "单位类别", "表种": "材料", "应报": "应报", "已报": "已报", "率": "覆盖率"},
        ),
        section("三、过期未报齐的单位", values["未报"], {"单位": "单位", "还差": "还差", "天数": "逾期天数"}),
        section("四、退回待改的单位", values["待改"], {"单位": "单位", "份数": "份数"}),
        section(
            "五、预警",
            values["预警"],
            {"等级": "预警等级", "颜色": "颜色", "个人": "个人", "单位": "单位", "合计": "合计"},
        ),
        section(
            "六、逾期未整改",
            values["逾期"],
            {"编号": "编号", "对象": "对象", "单位": "单位", "期限": "整改期限", "天数": "逾期天数"},
        ),
    ]


def lines(values: Mapping[str, Any]) -> list[str]:
    """Return the progress in a few lines for the screen; no names of people."""
    tables = "、".join(f"{one['表种']} {one['已报']}/{one['应报']}" for one in values["表种"])
    late = "、".join(f"{one['单位']}({one['还差']})" for one in values["未报"][:5])
    more = f" 等 {len(values['未报'])} 个单位" if len(values["未报"]) > 5 else ""
    notices = values["通知"]
    states = "、".join(f"{state} {notices[state]}" for state in notices if state != "共" and notices[state])
    return [
        f"报送:应报 {values['应报']} 份,已报 {values['已报']} 份,覆盖率 {percent(values['覆盖率'])}({tables})",
        f"过期未报齐:{late or '无'}{more}",
        f"退回待改:{values['待改份数']} 份",
        f"风险点:{values['风险点']} 个,待评估 {values['待评估']} 个",
        f"预警:个人 {values['预警个人']} 人、单位 {values['预警单位']} 个;通知 {notices['共']} 件({states or '无'})",
        f"责任追究线索:{values['追究']['共']} 条(建议,不是结论),已有结果 {values['追究']['已有结果']} 条",
    ]
