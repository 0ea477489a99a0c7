"""Numbers for words.

What does not live here: counting words (`utils.py`).
"""

import collections

__all__ = ["Vocabulary"]

UNKNOWN = 0  # the number of every word that is not there


class Vocabulary:
    """Numbers for words: first the unknown one, then the reserved, then the others by frequency.

    Parameters
    ----------
    counter : collections.Counter, optional
        How often each word occurs.
    most_freq_count : int, optional
        How many words to take at most, the unknown and the reserved ones not counted.
    min_freq : int
        How often a word must occur.
    unknown_token : str
        What stands for all other words.
    reserved_tokens : list of str, optional

    Attributes
    ----------
    token_to_idx : dict of str to int
    idx_to_token : list of str

    Examples
    --------
    >>> import collections
    >>> import mxnet as mx
    >>> counter = collections.Counter(["b", "a", "b"])
    >>> vocabulary = mx.contrib.text.vocab.Vocabulary(counter, reserved_tokens=["<eos>"])
    >>> vocabulary.idx_to_token
    ['<unk>', '<eos>', 'b', 'a']
    >>> vocabulary.to_indices(["a", "c"])
    [3, 0]
    """

    def __init__(
        self,
        counter=None,
        most_freq_count=None,
        min_freq=1,
        unknown_token="<unk>",
        reserved_tokens=None,
    ):
        if min_freq <= 0:
            raise AssertionError("`min_freq` must be set to a positive value.")
        reserved = list(reserved_tokens or [])
        if unknown_token in reserved:
            raise AssertionError("`reserved_token` cannot contain `unknown_token`.")
        if len(set(reserved)) != len(reserved):
            raise AssertionError("`reserved_tokens` cannot contain duplicate reserved tokens.")
        if counter is not None and not isinstance(counter, collections.Counter):
            raise AssertionError("`counter` must be an instance of collections.Counter.")
        self._unknown_token = unknown_token
        self._reserved_tokens = None if reserved_tokens is None else reserved
        self._idx_to_token = [unknown_token, *reserved]
        known = set(self._idx_to_token)
        words = sorted((counter or {}).items(), key=lambda item: (-item[1], item[0]))
        frequent = [word for word, count in words if count >= min_freq and word not in known]
        self._idx_to_token += frequent[:most_freq_count]
        self._token_to_idx = {word: i for i, word in enumerate(self._idx_to_token)}

    def __len__(self):
        return len(self._idx_to_token)

    @property
    def token_to_idx(self):
        """The number of each word."""
        return self._token_to_idx

    @property
    def idx_to_token(self):
        """The word of each number."""
        return self._idx_to_token

    @property
    def unknown_token(self):
        """What stands for all words that are not there."""
        return self._unknown_token

    @property
    def reserved_tokens(self):
        """The reserved words, None if there are none."""
        return self._reserved_tokens

    def to_indices(self, tokens):
        """The number of a word, or of each one of a list."""
        if isinstance(tokens, list):
            return [self._token_to_idx.get(word, UNKNOWN) for word in tokens]
        return self._token_to_idx.get(tokens, UNKNOWN)

    def to_tokens(self, indices):
        """The word of a number, or of each one of a list.

        Raises
        ------
        ValueError
            There is no word of a number.
        """
        for i in indices if isinstance(indices, list) else [indices]:
            if not isinstance(i, int) or not 0 <= i < len(self):
                raise ValueError(f"Token index {i} in the provided `indices` is invalid.")
        if isinstance(indices, list):
            return [self._idx_to_token[i] for i in indices]
        return self._idx_to_token[indices]
