"""Finds what a guide obliges each party to do.

There is no language model behind it: guides are written in plain, formal sentences, and rules
about modals, subjects and lead-ins read those exactly (the tests measure how exactly). It works
on any text of that kind; who the parties are is data.
"""

from builder.obligations.duties import alike, same_duty
from builder.obligations.extract import Extractor, extract
from builder.obligations.sentences import Sentence, sentences

__all__ = ["Extractor", "Sentence", "alike", "extract", "same_duty", "sentences"]
