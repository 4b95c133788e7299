"""A guide as a PDF: docutils to Typst, and Typst to an accessible, archivable file.

Nothing heavy is imported here; take what you need from the modules.
"""
