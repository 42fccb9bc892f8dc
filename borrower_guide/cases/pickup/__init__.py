"""取件号: one file of a case that may be fetched without the case, for a quarter of an hour.

The file is sealed under a key of its own, wrapped by what a fresh number is stretched into, so
whoever has the number has this file and nothing else of the case.
"""
