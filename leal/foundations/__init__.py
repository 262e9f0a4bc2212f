"""What every stage of the thread leans on. Each room here knows only those before it."""
