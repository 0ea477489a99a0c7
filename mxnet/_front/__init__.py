"""The writers: from an operator's block, the source text of its public functions, docstrings and
stubs.

They only write text; who runs it hands in what the text refers to.
"""
