"""Imports over HTTP: files are taken in as they come, and a process of its own reads them."""
