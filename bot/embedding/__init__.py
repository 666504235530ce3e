"""What archived sentences mean, worked out beside everything else, in a process that gives way to all others."""
