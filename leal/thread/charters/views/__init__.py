"""The working pages of charters, and what they share."""
