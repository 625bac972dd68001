"""A run to what people and machines read of it."""
