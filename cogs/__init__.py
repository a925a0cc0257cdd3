"""What members touch: one package a feature."""
