"""Pieces that pages share: frame, charts, filters, evidence."""
