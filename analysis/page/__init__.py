"""What a person sees of a reading: words, pictures and HTML, for notebooks and reports."""
