"""What a case can say: its types, closed vocabularies, labels, limits and file format.

No Django here, and nothing is imported in this file: `canonical` must load without pydantic.
"""
