"""Takes rows of people. Gives who they are: names without what was typed beside them, the
identities that tell a person from others, the people already known that they match, and pairs
that may be one person. Start at `identities`.
"""
