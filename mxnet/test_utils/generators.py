"""Statistical checks of random generators; they need SciPy.

A generator here is a function of a count that gives so many samples. What does not live here:
generators.
"""

import functools

import numpy as np

__all__ = [
    "gen_buckets_probs_with_ppf",
    "chi_square_check",
    "mean_check",
    "var_check",
    "verify_generator",
    "retry",
]


def gen_buckets_probs_with_ppf(ppf, nbuckets):
    """Intervals of equal probability, and those probabilities, from a distribution's inverse.

    Examples
    --------
    >>> gen_buckets_probs_with_ppf(lambda q: q, 2)
    ([(0.0, 0.5), (0.5, 1.0)], [0.5, 0.5])
    """
    assert nbuckets > 0, "there must be a bucket"
    edges = [ppf(i / nbuckets) for i in range(nbuckets + 1)]
    return list(zip(edges[:-1], edges[1:], strict=True)), [1.0 / nbuckets] * nbuckets


def _samples(generator, count):
    samples = generator(count)
    samples = samples.asnumpy() if hasattr(samples, "asnumpy") else np.asarray(samples)
    samples = samples.reshape(-1)
    assert samples.size == count, f"the generator gave {samples.size} samples of {count}"
    return samples


def mean_check(generator, mu, sigma, nsamples=1000000):
    """Whether a generator's mean lies within three standard errors of `mu`.

    Examples
    --------
    >>> mean_check(lambda n: np.tile([-1.0, 1.0], n // 2), 0, 1, 1000)
    True
    """
    mean = _samples(generator, nsamples).mean(dtype=np.float64)
    return bool(abs(mean - mu) < 3 * sigma / np.sqrt(nsamples))


def var_check(generator, sigma, nsamples=1000000):
    """Whether a generator's variance lies within three standard errors (of normal samples) of
    `sigma` squared.

    Examples
    --------
    >>> var_check(lambda n: np.tile([-1.0, 1.0], n // 2), 1, 1000)
    True
    """
    variance = _samples(generator, nsamples).astype(np.float64).var(ddof=1)
    return bool(abs(variance - sigma**2) < 3 * np.sqrt(2 * sigma**4 / (nsamples - 1)))


def chi_square_check(generator, buckets, probs, nsamples=1000000):
    """A chi-square test of samples against expected probabilities.

    Parameters
    ----------
    buckets : list of (float, float), or list of int
        Intervals, or single values, that the samples are sorted into.
    probs : list of float
        The probability of each.

    Returns
    -------
    (float, numpy.ndarray, numpy.ndarray)
        The p-value, what was counted, what was expected.

    Examples
    --------
    >>> p, counted, expected = chi_square_check(lambda n: np.arange(n) % 2, [0, 1], [0.5, 0.5], 100)
    >>> float(p), counted.tolist()
    (1.0, [50, 50])
    """
    import scipy.stats as stats

    assert len(buckets) == len(probs), "there must be a probability for each bucket"
    samples = _samples(generator, nsamples)
    if isinstance(buckets[0], (list, tuple)):
        counted = _count_intervals(samples, buckets)
    else:
        counted = np.array([np.count_nonzero(samples == value) for value in buckets])
    expected = nsamples * np.asarray(probs, np.float64)
    scaled = expected * (counted.sum() / expected.sum())
    missed = (
        1 - counted.sum() / nsamples
    )  # samples outside every bucket count against the generator
    p = (
        0.0
        if missed > 1e-2 + max(0.0, 1 - float(np.sum(probs)))
        else stats.chisquare(counted, scaled)[1]
    )
    return p, counted, expected.astype(np.int32)


def _count_intervals(samples, buckets):
    samples = np.sort(samples)
    low = np.searchsorted(samples, [left for left, _ in buckets], side="left")
    return np.searchsorted(samples, [right for _, right in buckets], side="left") - low


def verify_generator(
    generator, buckets, probs, nsamples=1000000, nrepeat=5, success_rate=0.2, alpha=0.05
):
    """Repeat `chi_square_check` and raise AssertionError unless enough runs pass.

    Returns
    -------
    list of float
        The p-values.

    Examples
    --------
    >>> verify_generator(lambda n: np.arange(n) % 2, [0, 1], [0.5, 0.5], 100, nrepeat=1)
    [1.0]
    """
    runs = [chi_square_check(generator, buckets, probs, nsamples) for _ in range(nrepeat)]
    passed = sum(p > alpha for p, _, _ in runs)
    if passed < nrepeat * success_rate:
        raise AssertionError(
            f"the generator failed the chi-square test: {passed} of {nrepeat} runs have p > "
            f"{alpha}, "
            f"{success_rate:.0%} were needed.\np: {[float(p) for p, _, _ in runs]}\nbuckets: "
            f"{buckets}\n"
            f"counted: {[counted.tolist() for _, counted, _ in runs]}\nexpected: "
            f"{runs[0][2].tolist()}"
        )
    return [float(p) for p, _, _ in runs]


def retry(n):
    """Decorator of a test that may fail by chance: it runs up to `n` times until it passes.

    Examples
    --------
    >>> retry(2)(lambda: None)()
    """
    assert n > 0, "n must be positive"

    def decorate(test):
        @functools.wraps(test)
        def run(*args, **kwargs):
            for attempt in range(n):
                try:
                    return test(*args, **kwargs)
                except AssertionError:
                    if attempt == n - 1:
                        raise

        return run

    return decorate
