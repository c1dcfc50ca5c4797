"""Storage: records, the one writer, published snapshots, and the desk. Imports nothing else of ours."""
