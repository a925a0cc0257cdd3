"""What members work out and keep for themselves: sums, checks and plans, as pure rules."""
