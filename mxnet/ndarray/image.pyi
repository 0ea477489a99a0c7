"""The operators of mx.nd.image.

Written by tools/make_stubs.py; edit what it reads instead.
"""
