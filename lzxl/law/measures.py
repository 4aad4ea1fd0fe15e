"""二(四): each measure has a responsible person and a time limit; duties and their flow charts."""

from lzxl.law.clauses import cite
from lzxl.law.vocabulary import Vocabulary, spelt

# 完成时限 is a date or one of these standing words 二(四)1.
TIME_LIMIT = Vocabulary(
    "完成时限",
    ("长期", "常年", "每月", "每季度", "每半年", "立即"),
    cite("二(四)1"),
    spelt(
        {
            "长期": ("长期坚持", "长期有效", "长期执行", "长期落实"),
            "常年": ("常年坚持", "常年有效", "常年执行"),
            "每月": ("每个月", "按月", "每月一次", "每月1次"),
            "每季度": ("每季", "按季", "按季度", "每个季度", "每季度一次", "每季度1次", "每季一次"),
            "每半年": ("半年", "每半年一次", "每半年1次", "半年一次"),
            "立即": ("即时", "即刻", "立刻", "马上", "立即执行", "立即整改"),
        }
    ),
)
