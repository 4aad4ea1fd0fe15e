"""Spreadsheet files at both ends of the line: received workbooks in, finished workbooks out."""
