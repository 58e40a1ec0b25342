"""The ray tracer: exact labels and pictures of a scene, on the processor alone."""
