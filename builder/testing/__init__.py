"""The pytest plugin: every requirement of every guide is a test."""
