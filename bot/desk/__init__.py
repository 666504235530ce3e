"""The curators' desk: a page on which documents become facts; it changes the folder, and no reader sees it."""
