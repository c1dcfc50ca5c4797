"""The collector: sources in, records out, one pass at a time."""
