"""Geometry without light: materials, meshes, and the shapes that models and towns are made of."""
