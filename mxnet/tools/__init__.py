"""Programs for the command line: `python -m mxnet.tools.im2rec`, `python -m mxnet.tools.rec2idx`.

What does not live here: anything that programs import.
"""
