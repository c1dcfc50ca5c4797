"""What we infer from stored text: vectors, themes, entities, stories."""
