"""The commands of `guides`, a module each, found by its name.

A command is one module. It holds

* a docstring, whose first line is what the list of commands says of it;
* `configure(parser)`, which adds its arguments;
* `run(root, options)`, which does it and returns the exit status;
* `FAILED`, if the status is another than that of an internal error when the command breaks off.
"""
