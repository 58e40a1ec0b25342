"""BDD-Anomaly: BDD100K whose images with motorcycles, trains or bicycles become the anomaly test split.

Paper: section 5 (BDD-Anomaly) of "Improving and Assessing Anomaly Detectors for Large-Scale Settings".
"""
