"""A simulator without graphics hardware that speaks CARLA's protocol: what the genuine client connects to.

This part is the protocol: procedure calls, streams, actors, sensors. Pictures are made behind one interface
(`picture.Painter`); the one here draws a flat ground and exact boxes. Everything written about its images
calls it the embedded simulator.
"""
