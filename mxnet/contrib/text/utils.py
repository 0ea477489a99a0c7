"""Counting words.

What does not live here: numbers for words (`vocab.py`).
"""

import collections
import re

__all__ = ["count_tokens_from_str"]


def count_tokens_from_str(
    source_str, token_delim=" ", seq_delim="\n", to_lower=False, counter_to_update=None
):
    """How often each word stands in a text.

    Parameters
    ----------
    source_str : str
    token_delim, seq_delim : str
        What stands between words, and between sequences; regular expressions.
    to_lower : bool
        Whether to read all as lower case.
    counter_to_update : collections.Counter, optional
        Added to.

    Returns
    -------
    collections.Counter

    Examples
    --------
    >>> import mxnet as mx
    >>> sorted(mx.contrib.text.utils.count_tokens_from_str("to be\\nor not to be").items())
    [('be', 2), ('not', 1), ('or', 1), ('to', 2)]
    """
    words = re.split(f"{token_delim}|{seq_delim}", source_str)
    if to_lower:
        words = map(str.lower, words)
    counter = collections.Counter() if counter_to_update is None else counter_to_update
    counter.update(word for word in words if word)
    return counter
