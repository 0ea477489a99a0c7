"""The commands of `python -m mxnet`, one file each: `add(commands)` declares it, `run(given)` does
it and gives the lines to print.

What does not live here: anything a program imports.
"""
