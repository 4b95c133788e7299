"""The parts of a project: how each is numbered, who declares it and every place that uses it."""
