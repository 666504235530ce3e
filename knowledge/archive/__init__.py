"""What nobody has curated, in one file that grows: written by one process at a time, read by all."""
