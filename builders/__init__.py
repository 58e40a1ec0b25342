"""Builders: one module a dataset, each run as `python -m builders.NAME`."""
