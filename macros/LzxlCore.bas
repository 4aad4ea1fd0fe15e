Attribute VB_Name = "LzxlCore"
Option Explicit

' The one way from a button to Python: what must hold before, the call, and one exit that puts everything back.
' This file is ASCII: the Chinese sentences are cells of the add-in's sheet lzxl.text.

Private Const CONF As String = "lzxl.conf"
Private Const TEXTS As String = "lzxl.text"
Private Const WARN_ON_TOP As Long = 4144

Private mBusy As Boolean

Public Function LzxlIsBusy() As Boolean
    LzxlIsBusy = mBusy
End Function

Public Sub LzxlRun(ByVal id As String)
    Dim said As String
    If mBusy Then
        LzxlSay "busy"
        Exit Sub
    End If
    On Error GoTo Failed
    mBusy = True
    said = LzxlRefusal(id)
    If said = "" Then
        LzxlShowWork
        If xlwings.RunPython("import lzxl.addin; lzxl.addin.main('" & id & "')") <> 0 Then said = "failed"
    End If
Leave:
    On Error Resume Next
    mBusy = False
    Application.StatusBar = False
    Application.Cursor = xlDefault
    LzxlRibbon.LzxlInvalidate
    If said <> "" Then LzxlSay said
    Exit Sub
Failed:
    said = "failed"
    Resume Leave
End Sub

' The key of the sentence that says why a click is refused, "" where nothing stands against it.
Private Function LzxlRefusal(ByVal id As String) As String
    If Not LzxlRibbon.LzxlIsButton(id) Then
        LzxlRefusal = "unknown"
    ElseIf ActiveWorkbook Is Nothing Then
        LzxlRefusal = "no_workbook"
    ElseIf ActiveWorkbook.FullName = ThisWorkbook.FullName Then
        LzxlRefusal = "own_workbook"
    ElseIf TypeName(ActiveSheet) <> "Worksheet" Then
        LzxlRefusal = "no_worksheet"
    ElseIf InStr(ActiveWorkbook.FullName, ";") > 0 Then
        LzxlRefusal = "semicolon"
    ElseIf LzxlHasHostileSheet(ActiveWorkbook) Then
        LzxlRefusal = "hostile_sheet"
    ElseIf LzxlHasHostileFile(ActiveWorkbook) Then
        LzxlRefusal = "hostile_file"
    ElseIf Not LzxlHasPython() Then
        LzxlRefusal = "no_python"
    End If
End Function

' xlwings would take the interpreter from a sheet lzxl.conf of the workbook, and code from sheets named *.py.
Private Function LzxlHasHostileSheet(ByVal book As Object) As Boolean
    Dim sheet As Object
    For Each sheet In book.Sheets
        If LCase$(sheet.Name) = CONF Or LCase$(Right$(sheet.Name, 3)) = ".py" Then LzxlHasHostileSheet = True
    Next sheet
End Function

Private Function LzxlHasHostileFile(ByVal book As Object) As Boolean
    If book.Path <> "" Then LzxlHasHostileFile = xlwings.FileExists(book.Path & Application.PathSeparator & CONF)
End Function

Private Function LzxlHasPython() As Boolean
    Dim interpreter As String
    #If Mac Then
        interpreter = LzxlCell(CONF, "INTERPRETER_MAC")
    #Else
        interpreter = LzxlCell(CONF, "INTERPRETER_WIN")
    #End If
    If interpreter <> "" Then LzxlHasPython = xlwings.FileExists(interpreter)
End Function

Private Sub LzxlShowWork()
    Application.StatusBar = LzxlCell(TEXTS, "running")
    Application.Cursor = xlWait
    LzxlRibbon.LzxlInvalidate
End Sub

' Not MsgBox on Windows: it is ANSI and shows no Chinese where the system's code page is another.
Private Sub LzxlSay(ByVal key As String)
    #If Mac Then
        MsgBox LzxlCell(TEXTS, key), vbExclamation, LzxlCell(TEXTS, "title")
    #Else
        xlwings.WScript().Popup LzxlCell(TEXTS, key), 0, LzxlCell(TEXTS, "title"), WARN_ON_TOP
    #End If
End Sub

' The text beside a key on one of the add-in's own sheets, "" where there is no such key.
Private Function LzxlCell(ByVal sheetName As String, ByVal key As String) As String
    Dim row As Long
    row = 1
    With ThisWorkbook.Sheets(sheetName)
        Do While .Cells(row, 1).Value <> ""
            If .Cells(row, 1).Value = key Then
                LzxlCell = .Cells(row, 2).Value
                Exit Do
            End If
            row = row + 1
        Loop
    End With
End Function
