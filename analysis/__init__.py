"""Who says so? Quotations, attributions and sources of a news article."""
