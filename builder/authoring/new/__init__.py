"""Makes a new program: what it has to say is found out, drafted, tried, and put into place."""
