"""StreetHazards: driving scenes of CARLA, with anomalous 3D models in the towns of the test split only.

Paper: section 5 (StreetHazards) and appendix D of "Improving and Assessing Anomaly Detectors for Large-Scale
Settings".
"""
