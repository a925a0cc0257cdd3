"""What Discord refuses, as pure functions: a body in, the checked parts or an ApiError out.

Each reads its whole body before it refuses, so that one 50035 names every field. Keys that nobody
knows are passed over, as Discord does.
"""
