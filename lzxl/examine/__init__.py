"""Received workbooks read and checked in child processes: none of them can take the run along, and all cores work."""
