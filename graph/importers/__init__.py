"""From what files say to what is written: bytes → tables → rows → who they are → drafts of claims.

Each package takes what the one before it gives, and knows nothing of those after it; `mail` makes
rows of mailboxes and calendars. `names`, `addresses`, `coded_columns` and `faults` stand below
them all. Nothing here reads or writes a store.
"""
