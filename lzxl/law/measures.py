"""二(四): each measure has a responsible person and a time limit; duties and their flow charts."""

from lzxl.law.clauses import cite
from lzxl.law.vocabulary import Vocabulary

# 完成时限 is a date or one of these standing words 二(四)1.
TIME_LIMIT = Vocabulary(
    "完成时限",
    ("长期", "常年", "每月", "每季度", "每半年", "立即"),
    cite("二(四)1"),
    {
        "长期坚持": "长期",
        "长期有效": "长期",
        "常年坚持": "常年",
        "每个月": "每月",
        "按月": "每月",
        "每季": "每季度",
        "按季": "每季度",
        "半年": "每半年",
        "即时": "立即",
        "即刻": "立即",
        "马上": "立即",
    },
)
