"""Mailboxes, single mails and calendars as rows: headers alone are read, bodies never."""
