"""What a PDF says: letters by where they stand on the page, put back into lines, columns and paragraphs."""
