"""The tables there are. A new one is a module beside this and its name in a tuple here."""

from lzxl.forms.form import Form
from lzxl.forms.ledger import LEDGER
from lzxl.forms.master_intake import COVERAGE, FINDINGS, RECEIVED, VOID
from lzxl.forms.master_points import POSITION_REGISTER, UNIT_REGISTER
from lzxl.forms.master_warning import ACCOUNTABILITY, ACCOUNTS, LEDGER_REGISTER, NOTICES
from lzxl.forms.position import POSITION
from lzxl.forms.roster import PEOPLE, SETTINGS, UNITS
from lzxl.forms.unit import UNIT_TABLE

TEMPLATES: tuple[Form, ...] = (POSITION, UNIT_TABLE, LEDGER)
ROSTER: tuple[Form, ...] = (UNITS, PEOPLE, SETTINGS)
MASTER: tuple[Form, ...] = (
    POSITION_REGISTER,
    UNIT_REGISTER,
    LEDGER_REGISTER,
    ACCOUNTS,
    NOTICES,
    ACCOUNTABILITY,
    COVERAGE,
    RECEIVED,
    FINDINGS,
    VOID,
)
MASTER_FILE, LEDGER_FILE = "汇总册.xlsx", "本社台账.xlsx"
OVERVIEW = "总览"  # the master's first sheet; free in form, so no Form
