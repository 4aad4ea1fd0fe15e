"""The made-up office: a county cooperative that does not exist, as roster and received workbooks, right and wrong."""

from datetime import date

YEAR = 2026  # the year of the committed workbooks and of the demonstration
TODAY = date(YEAR, 11, 20)
