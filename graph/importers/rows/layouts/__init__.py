"""The formats we know, a module for each program that writes them: what its columns mean to us
(`format.Format`), and what is particular to its rows.
"""
