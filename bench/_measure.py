"""Timing two programs side by side: processor time, alternating runs, the least of them.

What does not live here: what is measured.
"""

import gc
import time

__all__ = ["ratio", "report"]


def ratio(ours, floor, *, number, repeats=15):
    """`(ours, floor, ours / floor)`: least processor seconds per call over alternating runs.

    Parameters
    ----------
    ours, floor : callable
        Called `number` times a run.
    """
    best = [float("inf"), float("inf")]
    for _ in range(3):
        ours(), floor()
    gc.collect()
    gc.disable()
    try:
        for _ in range(repeats):
            for i, program in enumerate((ours, floor)):
                start = time.process_time()
                for _ in range(number):
                    program()
                best[i] = min(best[i], (time.process_time() - start) / number)
    finally:
        gc.enable()
    return best[0], best[1], best[0] / best[1]


def report(title, found, wanted, unit=1e6, name="us"):
    """Print one line: ours, the floor, their ratio, and the ratio that is wanted."""
    ours, floor, times = found
    verdict = "ok" if times <= wanted else "MISSED"
    print(
        f"{title:<52} ours {ours * unit:10.2f} {name}   floor {floor * unit:10.2f} {name}   "
        f"ratio {times:5.2f}   wanted <= {wanted:.2f}   {verdict}",
        flush=True,
    )
