"""二(三): three levels of a risk point, their criteria and the treatment that each requires."""

from dataclasses import dataclass
from sys import intern
from typing import NamedTuple

from lzxl.law.clauses import cite
from lzxl.law.figures import Figures
from lzxl.law.vocabulary import Vocabulary, numbered, spelt


@dataclass(frozen=True, slots=True)
class Level:
    """A level (等级) of 二(三)2: ``step`` 1 is the gravest; ``kind`` and ``treatment`` are the document's short terms."""

    name: str
    step: int
    kind: str
    treatment: str
    variants: tuple[str, ...]


LEVELS = {
    level.name: level
    for level in (
        Level(
            "一级",
            1,
            "重点",
            "建立制度,重点监管",
            ("1级", "Ⅰ级", "重点", "重点风险", "一级(重点)", "一", "壹级", "第一级"),
        ),
        Level(
            "二级",
            2,
            "防范",
            "完善制度,强化监督",
            ("2级", "Ⅱ级", "防范", "防范风险", "二级(防范)", "二", "贰级", "第二级"),
        ),
        Level(
            "三级",
            3,
            "一般",
            "落实制度,加强提醒",
            ("3级", "Ⅲ级", "一般", "一般风险", "三级(一般)", "三", "叁级", "第三级"),
        ),
    )
}
LEVEL = Vocabulary(
    "等级",
    tuple(LEVELS),
    cite("二(三)2"),
    spelt(
        {level.name: level.variants for level in LEVELS.values()},
        {one.name: (f"{one.name}风险", f"{one.name}风险点", f"{one.name}{one.kind}") for one in LEVELS.values()},
    ),
)

DEGREES = ("低", "中", "高")
DEGREE_SCORE = numbered(DEGREES)  # 低 1, 中 2, 高 3
DEGREE = Vocabulary(
    "高中低",
    DEGREES[::-1],
    cite("二(三)2"),
    spelt(
        {
            "高": ("大", "较高", "较大", "很高", "很大", "偏高", "高度", "高等", "高级"),
            "中": ("中等", "中度", "中级", "适中"),
            "低": ("小", "较低", "较小", "很低", "很小", "偏低", "低度", "低等", "低级"),
        }
    ),
)

KEPT = "保留"
SCREENING = Vocabulary(
    "甄别结果",
    (KEPT, "合并", "剔除"),
    cite("二(三)1"),
    spelt({KEPT: ("予以保留",), "合并": ("予以合并",), "剔除": ("予以剔除", "删除", "剔出")}),
)


ONE, TWO, THREE = tuple(LEVELS)


class Proposal(NamedTuple):
    """A proposed level (建议等级) and the Chinese sentence that explains it."""

    level: str
    reason: str


def proposed(size: str, harm: str, frequency: str, figures: Figures) -> Proposal:
    """Return the proposed level of a risk point 二(三)2; the three arguments are words of :data:`DEGREE`."""
    product = DEGREE_SCORE[size] * DEGREE_SCORE[harm] * DEGREE_SCORE[frequency]
    scored = f"大小{size}×危害{harm}×频率{frequency}={product}"
    high = DEGREES[-1]
    if figures.both_high_is_one and size == harm == high:
        return _explained(ONE, f"{scored},大小和危害都高", figures, "大小危害均高定一级")
    if product >= figures.level_one_from:
        return _explained(ONE, f"{scored},达到一级起点{figures.level_one_from}", figures, "一级起点")
    if product >= figures.level_two_from:
        return _explained(TWO, f"{scored},达到二级起点{figures.level_two_from}", figures, "二级起点")
    if figures.high_harm_is_two and harm == high:
        return _explained(TWO, f"{scored},危害高的不低于二级", figures, "危害高不低于二级")
    return _explained(THREE, f"{scored},不到二级起点{figures.level_two_from}", figures, "二级起点")


def _explained(level: str, why: str, figures: Figures, *names: str) -> Proposal:
    reason = f"建议{level}:{why}({figures.label(*names)},{cite('二(三)2')})"
    return Proposal(level, intern(reason))  # the same 27 sentences stand beside all rows of a register


def steps_milder(level: str, other: str) -> int:
    """Return by how many steps ``level`` is milder than ``other`` 二(三)2: below 0 where it is graver."""
    return LEVELS[level].step - LEVELS[other].step


def steps_between(level: str, other: str) -> int:
    """Return how many steps lie between two levels 二(三)2: 0, 1 or 2."""
    return abs(steps_milder(level, other))


def is_kept(screening: str) -> bool:
    """Tell whether a risk point counts after screening (甄别) 二(三)1: 保留, or nothing entered yet."""
    return screening in ("", KEPT)
