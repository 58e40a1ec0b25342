"""3D models written in code: vehicles, people, street furniture, plants, and the anomalies of the paper."""
