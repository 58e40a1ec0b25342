"""Noise images: Gaussian, Rademacher and blobs, from a seed.

Paper: appendix B (noise sets) of "Scaling Out-of-Distribution Detection for Real-World Settings".
"""
