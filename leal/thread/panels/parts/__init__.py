"""What pages about panels are given: plain values."""
