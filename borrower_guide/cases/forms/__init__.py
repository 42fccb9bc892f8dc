"""The forms of a visit: what was typed, the schema type it makes, and the faults beside it."""
