"""Keeping a panel alive, on pages: waves, “do you still want to take part?”, thanks and expenses."""
