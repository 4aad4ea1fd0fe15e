"""What leaves by mail: unsent drafts and folders for web mail, and sending them; mailboxes asked for what came."""
