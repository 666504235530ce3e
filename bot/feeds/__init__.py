"""Sources that are watched: feeds, sitemaps and folders, whose new documents go into the archive."""
