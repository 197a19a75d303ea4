"""Takes the bytes of any file that people bring: delimited or drawn text, JSON, a workbook.
Gives clean tables (`grid.Table`): text cells under a header, column-wise, with their lines in
the file. What the columns mean is not known yet. Start at `any_file`.
"""
