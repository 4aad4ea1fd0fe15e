"""lzxl: integrity-risk registers, warnings and accountability, run on spreadsheets (廉政风险防控)."""

__version__ = "0.1.0"
