"""What is made of an assembled guide, one module or package an output."""
