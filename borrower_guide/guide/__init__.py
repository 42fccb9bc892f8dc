"""Flows as data, a pure engine, and the reading pages: walkthrough, law, channels."""
