"""What words mean, by hand: the YAML beside this file, read and checked, and the forms in it."""
