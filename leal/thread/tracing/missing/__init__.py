"""Who is missing, for everyone: from the panel, from each group, and so from every finding that rests on them."""
