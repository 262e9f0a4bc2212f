"""Where postcodes lie: the lookup file that the organisation loads, read and shown."""
