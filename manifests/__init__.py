"""What a finished split is: its schema, label tables, writing, verifying and comparing."""
