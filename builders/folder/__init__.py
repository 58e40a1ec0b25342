"""Existing image folders sealed as datasets, and what the builders of image sets share.

Paper: appendix B uses Textures, LSUN and Places69 as they are; this gives them a manifest.
"""
