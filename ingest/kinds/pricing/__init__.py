"""Parts of the price page reader: blocks, words, cells, names, tables, flattened text, acceptance."""
