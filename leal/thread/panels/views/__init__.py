"""Pages of panels, for whoever looks after them."""
