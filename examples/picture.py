"""What the pictures of all examples share: colours, style, the page that becomes a PNG.

What does not live here: what any one example draws.
"""

from contextlib import contextmanager

import matplotlib

matplotlib.use("Agg")  # a file is written; no window, no display needed

import numpy as np
from matplotlib import pyplot as plt

INK, FAINT, PAPER = "#22303c", "#9fb0bd", "#fbfaf7"
BLUE, ORANGE, RED, GREEN = "#2f6f9f", "#d98032", "#c0392b", "#4c8c5c"
STYLE = {
    "figure.facecolor": PAPER, "axes.facecolor": PAPER, "savefig.facecolor": PAPER,
    "text.color": INK, "axes.labelcolor": INK, "axes.edgecolor": FAINT, "xtick.color": INK,
    "ytick.color": INK, "axes.spines.top": False, "axes.spines.right": False,
    "axes.titlelocation": "left", "axes.titleweight": "bold", "font.size": 10,
}  # fmt: skip


@contextmanager
def page(path, width, height):
    """A figure of so many inches to draw on; it is written to `path` at the end."""
    with plt.rc_context(STYLE):
        figure = plt.figure(figsize=(width, height), dpi=130, layout="constrained")
        figure.get_layout_engine().set(w_pad=0.08, h_pad=0.06)
        yield figure
        figure.savefig(path)
        plt.close(figure)


def draw_loss(axes, loss, epochs, start=0, color=BLUE, name="", width=None, **look):
    """The loss of every step, faint, and the mean of so many of them, between two epochs."""
    epoch = np.linspace(start, epochs, len(loss), endpoint=False)
    width = width or max(1, len(loss) // 40)
    smooth = np.convolve(loss, np.ones(width) / width, mode="valid")
    label = name or f"mean of {width} steps"
    axes.plot(epoch, loss, color=color, alpha=0.25, linewidth=0.8,
              label=None if name else "every step")  # fmt: skip
    axes.plot(epoch[width - 1 :], smooth, color=color, label=label, **{"linewidth": 2, **look})
    axes.set(title="Loss", xlabel="epoch", ylabel="cross entropy", yscale="log", xlim=(0, epochs))
    axes.legend(frameon=False, loc="upper right")


def draw_accuracy(axes, train, test, promise=97):
    """Both accuracies, 0..1, after every epoch, and what the example promises, in percent."""
    epoch = np.arange(1, len(test) + 1)
    axes.axhline(promise, color=FAINT, linewidth=1, linestyle=(0, (4, 3)),
                 label=f"{promise} %, the promise")
    axes.plot(epoch, 100 * np.array(train), color=ORANGE, linewidth=2, label="training digits")
    axes.plot(epoch, 100 * np.array(test), color=BLUE, linewidth=2, label="test digits")
    for share, color, lift in ((train, ORANGE, 3), (test, BLUE, -3)):
        axes.annotate(f"{share[-1]:.1%}", (epoch[-1], 100 * share[-1]), xytext=(6, lift),
                      textcoords="offset points", va="center", color=color, weight="bold",
                      annotation_clip=False)  # fmt: skip
    axes.set(title="Accuracy", xlabel="epoch", ylabel="right, in %", xlim=(0, epoch[-1]),
             ylim=(85, 100.6))  # fmt: skip
    axes.legend(frameon=False, loc="lower right")
