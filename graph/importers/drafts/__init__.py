"""Takes rows, and what the accounts already hold. Gives, for each account, a draft of what an
import adds (`draft.Draft`): claims that are new, proposals for a person to decide, and findings
to tell. Start at `account_import`.
"""
