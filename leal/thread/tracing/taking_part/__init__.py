"""How people take part, for everyone: panels, how to join, who is missing, groups drawn, and what came of it."""
