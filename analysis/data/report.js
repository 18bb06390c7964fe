// sorts tables
