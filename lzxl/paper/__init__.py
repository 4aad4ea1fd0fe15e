"""What leaves as paper: workbooks to PDF through LibreOffice."""
