"""Spans as text, as HTML, and counted in words; none of it needs pandas."""
