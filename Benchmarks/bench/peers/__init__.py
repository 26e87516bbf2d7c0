"""Other databases, each in its best honest form, behind one interface."""

ALL = ("ladybug", "sqlite", "duckdb", "postgresql", "igraph")
