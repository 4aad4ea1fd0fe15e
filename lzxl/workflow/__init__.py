"""One function per verb, each of them the line; the only room that wires the others together. Each stands in a module of its own,
so that a run loads what it needs and nothing else.
"""
