"""Organisations that speak for people, on pages: they join beside members, are put right, agree and leave."""
