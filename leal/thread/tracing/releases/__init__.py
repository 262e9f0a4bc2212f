"""The yearly reports of a charter as everyone reads them, each at its address for ever; drafts only for those named."""
