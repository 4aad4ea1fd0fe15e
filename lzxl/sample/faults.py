"""All the workbooks that went wrong in instructive ways. A new one is a row of one of the tables imported here."""

from lzxl.sample.fault import Fault
from lzxl.sample.faults_returned import LEDGERS, TABLES
from lzxl.sample.faults_taken import AGAIN, ODD

FAULTS: tuple[Fault, ...] = (*TABLES, *LEDGERS, *ODD, *AGAIN)
