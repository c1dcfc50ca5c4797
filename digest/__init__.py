"""One week, composed from rows and rendered as mail, page and text."""
