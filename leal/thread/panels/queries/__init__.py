"""What is known of panels and whoever takes part in them."""
