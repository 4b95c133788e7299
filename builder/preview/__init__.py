"""The live preview: a guide in the browser that follows every saved change.

A watcher tells a worker what was saved; the worker alone touches the guides; a web server on a
loopback address hands out its pages and passes its messages on to the open pages.
"""
