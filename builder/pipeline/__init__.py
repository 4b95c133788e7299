"""The only place where the stages are put together."""
