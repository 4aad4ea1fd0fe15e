@echo off
rem ASCII only: Windows reads .bat files in its own code page. What is said in Chinese comes from install.py and from
rem no-python.txt, which Notepad shows.
setlocal
cd /d "%~dp0"
set "CHECK=import sys; sys.exit(not ((3, 11) <= sys.version_info[:2] <= (3, 13) and sys.maxsize > 2**32))"
for %%P in ("py -3.13" "py -3.12" "py -3.11" "py" "python") do (
    %%~P -c "%CHECK%" >nul 2>nul && (
        %%~P -X utf8 "%~dp0install.py"
        goto end
    )
)
start "" notepad "%~dp0no-python.txt"
:end
pause
