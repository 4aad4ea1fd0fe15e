"""The clauses of the founding document, by its own numbering; a citation of any other is an error at import.

A clause that no rule computes says why in ``not_computed``; a test walks every citation, both ways.
"""

from dataclasses import dataclass

DOCUMENT = "虞合委〔2011〕14号"


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered clause: what it is about in our words, and why nothing is computed from it (empty: it is)."""

    number: str
    subject: str
    not_computed: str = ""


_AIM = "宗旨性要求,由人落实"
_WORK = "组织工作,不在表格中办理"

CLAUSES = {
    clause.number: clause
    for clause in (
        Clause("一(一)", "指导思想", _AIM),
        Clause("一(二)", "工作目标与全覆盖期限"),
        Clause("二(一)", "组织宣传发动", _WORK),
        Clause("二(一)1", "宣传发动", _WORK),
        Clause("二(一)2", "制定意见", _WORK),
        Clause("二(一)3", "建立领导小组和办公室", _WORK),
        Clause("二(二)", "排查的对象、重点环节、方式和方面"),
        Clause("二(二)1", "岗位承诺表及其审核"),
        Clause("二(二)2", "单位承诺表、职权流程图及其审核"),
        Clause("二(三)", "评估的期限"),
        Clause("二(三)1", "领导小组甄别并最终定级"),
        Clause("二(三)2", "三个等级及防控要求"),
        Clause("二(三)3", "填写意见并登记造册"),
        Clause("二(四)", "防控措施的期限"),
        Clause("二(四)1", "职权清单和职权流程图,责任到人、时限明确"),
        Clause("二(四)2", "清理整合制度", "制度库的登记尚未要求"),
        Clause("二(五)", "12分制、四级预警和处置预案"),
        Clause("二(六)", "责任追究与上追"),
        Clause("三(一)", "提高认识", _AIM),
        Clause("三(二)", "负责人是第一责任人,联系领导督查", "督查记录尚未要求"),
        Clause("三(三)", "重点领域、重要岗位和关键要素"),
        Clause("三(四)", "考核与限期改正", "考核办法由领导小组另定"),
    )
}


def cite(number: str) -> str:
    """Return ``number`` if the document has such a clause, else raise ``ValueError`` (at import of the citing module)."""
    if number not in CLAUSES:
        raise ValueError(f"no such clause in {DOCUMENT}: {number}")
    return number
