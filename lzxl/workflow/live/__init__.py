"""The buttons: each verb on the workbook on the screen. ``lzxl.addin`` has one line for each."""
