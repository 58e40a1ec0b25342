"""Towns: one road network that becomes both the map for clients and the ground they see, and what stands along it."""
