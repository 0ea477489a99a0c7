"""The operators of mx.sym.image.

Written by tools/make_stubs.py; edit what it reads instead.
"""
