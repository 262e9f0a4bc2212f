"""What the pages show, made from what the thread says: plain values for the components, no queries."""
