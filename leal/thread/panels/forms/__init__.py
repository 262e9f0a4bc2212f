"""Forms of panels; they only say whether what was written can be used."""
