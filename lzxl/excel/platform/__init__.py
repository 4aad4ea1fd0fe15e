"""What xlwings has no interface for, one function a need, with its branches for Excel on Windows, on macOS, and Calc.

The branches for Calc run in our tests. Those for Excel are written to its documented object model (COM on Windows, the
AppleScript dictionary on macOS) and no Excel has run them yet.
"""
