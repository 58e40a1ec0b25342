"""What a finished split is: its schema, label tables, writing, verifying and comparing."""

__version__ = "0.1.0"
