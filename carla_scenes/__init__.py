"""Street scenes for CARLA: plan them, place anomalies in them, render them through the genuine client.

`frame`, `kinds` and `catalogue` are the ground floor, which the embedded simulator shares. Everything else in
this folder is the client side; it meets `carla_scenes.embedded` on the wire only, save for `launcher`.
"""
