"""The multi-label sets: ImageNet-21K classes as out-of-distribution images, VOC and COCO as in-distribution.

Paper: section 4 and appendix C of "Scaling Out-of-Distribution Detection for Real-World Settings".
"""
