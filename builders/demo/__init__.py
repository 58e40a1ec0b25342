"""The main job on embedded defaults: every dataset in small, scored, on one page."""
