"""What readers follow, and when they want to be told; pure."""
