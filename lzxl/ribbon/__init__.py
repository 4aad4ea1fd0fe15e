"""The Excel add-in: built from ``macros/`` on any system, and put into Excel's start folder with this computer's Python."""
