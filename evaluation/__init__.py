"""Scoring of model outputs on finished splits: detectors, exact metrics, reports."""
