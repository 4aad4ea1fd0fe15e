"""xlwings' settings, all of them on the add-in's own sheet: what stands there is never looked for in files or elsewhere.

An empty text where VBA expects True or False is a type mismatch, so "False" is written.
"""

from collections.abc import Mapping

from lzxl.ribbon.sources import PROJECT_NAME

SHEET = f"{PROJECT_NAME}.conf"
INTERPRETERS = ("INTERPRETER_WIN", "INTERPRETER_MAC")
_FALSE = "False"

_SETTINGS: Mapping[str, str] = {
    "INTERPRETER_WIN": "",
    "INTERPRETER_MAC": "",
    "INTERPRETER": "",
    "PYTHONPATH": "",
    "ADD_WORKBOOK_TO_PYTHONPATH": _FALSE,  # else a re.py beside a unit's workbook would run
    "USE UDF SERVER": _FALSE,  # one Python a click: nothing stays behind
    "SHOW CONSOLE": _FALSE,
    "DEBUG UDFS": _FALSE,
    "UDF MODULES": "",
    "SHOW_ERROR_POPUPS": "True",
    "TEMP DIR": "%TEMP%",
    "CONDA PATH": "",
    "CONDA ENV": "",
    "LICENSE_KEY": "",
    "ONEDRIVE_CONSUMER_WIN": "",
    "ONEDRIVE_CONSUMER_MAC": "",
    "ONEDRIVE_COMMERCIAL_WIN": "",
    "ONEDRIVE_COMMERCIAL_MAC": "",
    "SHAREPOINT_WIN": "",
    "SHAREPOINT_MAC": "",
}


def settings(interpreter: str = "") -> Mapping[str, str]:
    """Return all settings by key, with the Python that is to run."""
    return {**_SETTINGS, **dict.fromkeys(INTERPRETERS, interpreter)}
