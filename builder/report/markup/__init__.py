"""Text for a page, a comment or a terminal, where nothing that an author wrote is markup."""
