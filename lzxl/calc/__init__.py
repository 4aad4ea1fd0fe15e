"""An engine for xlwings that drives LibreOffice Calc over UNO.

``install()`` adds it to ``xlwings.engines`` under the name ``calc`` and makes it the active one. Every app is a
LibreOffice process of its own with a private profile, without a screen; the user's own LibreOffice is never touched.
Importing this package loads neither xlwings nor UNO.
"""

from collections.abc import Mapping
from typing import Any

from lzxl.calc.errors import CalcEndedError, CalcError, CalcMissingError, CalcRefusedError

__all__ = ["CalcEndedError", "CalcError", "CalcMissingError", "CalcRefusedError", "install"]


def install(seconds: float = 300.0, environment: Mapping[str, str] | None = None, activate: bool = True) -> Any:
    """Register the engine with xlwings and return it; a second call only changes the settings of apps to come.

    ``seconds`` bounds the start and each single call of LibreOffice, ``environment`` is added to that of its process.
    Nothing is started. Raises :class:`CalcMissingError` where this computer has no LibreOffice or no bridge to it.
    """
    import xlwings

    from lzxl.calc.bridge import uno
    from lzxl.calc.engine import NAME, Engine
    from lzxl.calc.office import program

    program()
    uno()
    known = xlwings.engines.engines_by_name.get(NAME)
    if known is None:
        known = xlwings.Engine(impl=Engine(seconds, environment or {}))
        xlwings.engines.add(known)
    known.impl.apps.seconds, known.impl.apps.environment = seconds, environment or {}
    if activate:
        known.activate()
    return known
