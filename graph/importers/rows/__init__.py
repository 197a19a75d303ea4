"""Takes a table. Gives rows in our own fields (`model.Rows`): the format recognised among
`layouts`, each column placed, each cell typed and checked. Whom a row is about is not known yet.
Start at `reading`.
"""
