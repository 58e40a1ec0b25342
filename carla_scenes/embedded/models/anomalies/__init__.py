"""The anomalies: parametric models of the kinds in appendix D of the paper."""
