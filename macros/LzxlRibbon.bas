Attribute VB_Name = "LzxlRibbon"
Option Explicit

' What the ribbon calls, and the buttons there are: one line a button, its id is the verb of the command line.

Private mRibbon As Object

Public Sub LzxlOnLoad(ribbon As Object)
    Set mRibbon = ribbon
End Sub

Public Sub LzxlOnAction(control As Object)
    LzxlCore.LzxlRun control.ID
End Sub

Public Sub LzxlGetEnabled(control As Object, ByRef enabled As Variant)
    enabled = Not LzxlCore.LzxlIsBusy()
End Sub

' Any reset of VBA kills the pointer: the buttons then look as before, and the busy flag alone guards them.
Public Sub LzxlInvalidate()
    On Error Resume Next
    If Not mRibbon Is Nothing Then mRibbon.Invalidate
End Sub

Public Function LzxlIsButton(ByVal id As String) As Boolean
    Select Case id
        Case "init": LzxlIsButton = True
        Case "distribute": LzxlIsButton = True
        Case "check": LzxlIsButton = True
        Case "consolidate": LzxlIsButton = True
        Case "assess": LzxlIsButton = True
        Case "writeback": LzxlIsButton = True
        Case "forms": LzxlIsButton = True
        Case "deduct": LzxlIsButton = True
        Case "warn": LzxlIsButton = True
        Case "print": LzxlIsButton = True
        Case "account": LzxlIsButton = True
        Case "fetch": LzxlIsButton = True
        Case "return": LzxlIsButton = True
        Case "remind": LzxlIsButton = True
        Case "send": LzxlIsButton = True
        Case "status": LzxlIsButton = True
        Case "explain": LzxlIsButton = True
        Case "verify": LzxlIsButton = True
    End Select
End Function
