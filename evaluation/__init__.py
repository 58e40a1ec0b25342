"""Exact scoring of model outputs on sealed datasets: read predictions, count, report."""
