"""The names of the sheets that stand beside a unit's table and are ours: never data of a unit."""

IDENTITY_SHEET = "_lzxl"  # what the workbook is, out of sight
WORDS_SHEET = "_词表"  # what drop-downs offer, out of sight
INSTRUCTIONS_SHEET = "填表说明"
CHECK_SHEET = "校验结果"  # what the button 校验本簿 found
OWN_SHEETS = frozenset({IDENTITY_SHEET, WORDS_SHEET, INSTRUCTIONS_SHEET, CHECK_SHEET})
