"""二(三): three levels of a risk point, their criteria and the treatment that each requires."""

from dataclasses import dataclass

from lzxl.law.clauses import cite
from lzxl.law.vocabulary import Vocabulary, numbered


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
    {variant: level.name for level in LEVELS.values() for variant in level.variants},
)

DEGREES = ("低", "中", "高")
DEGREE_SCORE = numbered(DEGREES)  # 低 1, 中 2, 高 3
DEGREE = Vocabulary(
    "高中低",
    DEGREES[::-1],
    cite("二(三)2"),
    {"大": "高", "较高": "高", "较大": "高", "中等": "中", "小": "低", "较低": "低", "较小": "低"},
)

KEPT = "保留"
SCREENING = Vocabulary("甄别结果", (KEPT, "合并", "剔除"), cite("二(三)1"))
