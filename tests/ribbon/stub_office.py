"""The add-in with stand-ins for xlwings and Windows, so that our own VBA runs in LibreOffice, which has neither."""

from dataclasses import replace

from lzxl.ribbon.build import with_interpreter
from lzxl.ribbon.package import PROJECT_PART, packed, parts, unpacked
from lzxl.ribbon.project import project
from lzxl.ribbon.settings import settings
from lzxl.ribbon.sources import Kind, Module, messages, modules

PYTHON = r"C:\Python\python.exe"

# RunPython notes what it is asked and what the screen shows meanwhile (busy, wait cursor, buttons enabled), and behaves as ``Mode`` says.
XLWINGS = """Attribute VB_Name = "xlwings"
Public Mode As String
Public Files As String
Public Called As String
Public Said As String
Public Seen As String

Public Function RunPython(PythonCommand As String)
    Called = Called & PythonCommand & "|"
    Seen = LzxlCore.LzxlIsBusy() & "/" & (Application.Cursor = xlWait) & "/" & LzxlTest.Enabled()
    RunPython = 0
    If Mode = "click again" Then LzxlCore.LzxlRun "verify"
    If Mode = "raise" Then Err.Raise 1001, "", "raised by the stand-in"
    If Mode = "minus one" Then RunPython = -1
End Function

Public Function FileExists(ByVal FileSpec As String) As Boolean
    FileExists = InStr(Files, "|" & FileSpec & "|") > 0
End Function

Public Function WScript(Optional CreateNew As Boolean) As Object
    Set WScript = New StubShell
End Function
"""
SHELL = """Attribute VB_Name = "StubShell"
Option Explicit
Public Sub Popup(ByVal text As String, ByVal seconds As Long, ByVal title As String, ByVal kind As Long)
    xlwings.Said = xlwings.Said & title & "/" & text & "|"
End Sub
"""
CONTROL = """Attribute VB_Name = "StubControl"
Option Explicit
Public ID As String
Public Redrawn As Long
Public Sub Invalidate()
    Redrawn = Redrawn + 1
End Sub
"""
DRIVER = """Attribute VB_Name = "LzxlTest"
Private mRibbon As StubControl

Public Function Enabled() As String
    Dim value As Variant
    LzxlRibbon.LzxlGetEnabled mRibbon, value
    Enabled = CStr(value)
End Function

Public Function Click(ByVal id As String, ByVal mode As String, ByVal files As String) As String
    Dim control As StubControl
    Set control = New StubControl
    control.ID = id
    xlwings.Mode = mode
    xlwings.Files = files
    xlwings.Called = ""
    xlwings.Said = ""
    xlwings.Seen = ""
    Set mRibbon = New StubControl
    If mode <> "no ribbon" Then LzxlRibbon.LzxlOnLoad mRibbon
    LzxlRibbon.LzxlOnAction control
    Click = "called=" & xlwings.Called & Chr(10) & "said=" & xlwings.Said & Chr(10) & "seen=" & xlwings.Seen & Chr(10) & _
        "after=" & LzxlCore.LzxlIsBusy() & "/" & (Application.Cursor = xlDefault) & "/" & Enabled() & _
        Chr(10) & "redrawn=" & mRibbon.Redrawn
End Function
"""


def standing_in(addin: bytes) -> bytes:
    """Return ``addin`` with our own modules as they are and stand-ins for the rest."""
    own = [one for one in modules() if one.name not in ("xlwings", "Dictionary")]
    stubs = [
        Module("xlwings", Kind.STANDARD, XLWINGS),
        Module("StubShell", Kind.CLASS, SHELL),
        Module("StubControl", Kind.CLASS, CONTROL),
        Module("LzxlTest", Kind.STANDARD, DRIVER),
    ]
    stubs = [replace(one, text=one.text.replace("\n", "\r\n")) for one in stubs]
    made = parts(messages(), settings(), "twin")
    twin = packed({**unpacked(addin), PROJECT_PART: project([*own, *stubs], made)})
    return with_interpreter(twin, PYTHON)
