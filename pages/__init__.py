"""Screens: each page asks views and draws parts."""
