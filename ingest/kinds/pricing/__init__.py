"""Parts of the price page reader: blocks of a page, words, cells, names, tables, flattened text, acceptance."""
