"""HTML to PDF: fonts, locked-down fetcher, same bytes for the same input.

Knows no case and no law. WeasyPrint is imported here and nowhere else.
"""
