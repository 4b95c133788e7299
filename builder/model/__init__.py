"""The domain: programs as declared, guides as published. Frozen types, no I/O."""
