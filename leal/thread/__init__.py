"""The golden thread, one slice per stage. A later stage may know an earlier one, never the reverse."""
