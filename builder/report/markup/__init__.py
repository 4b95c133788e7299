"""Markup as text: HTML and Markdown in which nothing that an author wrote is markup."""
