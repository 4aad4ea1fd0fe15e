"""What was received: the folder 收件/ and the archives in it become a list of files; nothing in it is ever changed."""
