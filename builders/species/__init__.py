"""The Species benchmark: iNaturalist species that are not in ImageNet-21K, with the evidence for each."""
