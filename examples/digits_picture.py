"""The picture ``digits.py`` draws: loss, accuracy, and digits with what was predicted."""

import matplotlib

matplotlib.use("Agg")  # a file is written; no window, no display needed

import numpy as np
from matplotlib import pyplot as plt

INK, FAINT, PAPER = "#22303c", "#9fb0bd", "#fbfaf7"
BLUE, ORANGE, RED = "#2f6f9f", "#d98032", "#c0392b"
COLUMNS, ROWS = 14, 3
STYLE = {
    "figure.facecolor": PAPER, "axes.facecolor": PAPER, "savefig.facecolor": PAPER,
    "text.color": INK, "axes.labelcolor": INK, "axes.edgecolor": FAINT, "xtick.color": INK,
    "ytick.color": INK, "axes.spines.top": False, "axes.spines.right": False,
    "axes.titlelocation": "left", "axes.titleweight": "bold", "font.size": 10,
}  # fmt: skip


def draw(path, history, test, guesses):
    """Write the picture to ``path`` and return it.

    Parameters
    ----------
    path : pathlib.Path
        The PNG to write.
    history : dict
        ``loss`` of every step; ``train`` and ``test`` accuracy, 0..1, of every epoch.
    test : tuple of NDArray
        Images (N, 1, 8, 8) and labels (N,).
    guesses : numpy.ndarray
        The predicted digit of each image.
    """
    with plt.rc_context(STYLE):
        figure = plt.figure(figsize=(11, 7.4), dpi=130, layout="constrained")
        figure.get_layout_engine().set(w_pad=0.08, h_pad=0.06)
        curves, gallery = figure.subfigures(2, 1, height_ratios=(1, 1), hspace=0.04)
        left, right = curves.subplots(1, 2)
        draw_loss(left, history["loss"], epochs=len(history["test"]))
        draw_accuracy(right, history["train"], history["test"])
        draw_digits(gallery, test[0].asnumpy()[:, 0], test[1].asnumpy().astype(int), guesses)
        figure.savefig(path)
        plt.close(figure)
    return path


def draw_loss(axes, loss, epochs):
    epoch = np.linspace(0, epochs, len(loss), endpoint=False)
    width = max(1, len(loss) // 40)
    smooth = np.convolve(loss, np.ones(width) / width, mode="valid")
    axes.plot(epoch, loss, color=BLUE, alpha=0.25, linewidth=0.8, label="every step")
    axes.plot(epoch[width - 1 :], smooth, color=BLUE, linewidth=2, label=f"mean of {width} steps")
    axes.set(title="Loss", xlabel="epoch", ylabel="cross entropy", yscale="log", xlim=(0, epochs))
    axes.legend(frameon=False, loc="upper right")


def draw_accuracy(axes, train, test):
    epoch = np.arange(1, len(test) + 1)
    axes.axhline(97, color=FAINT, linewidth=1, linestyle=(0, (4, 3)), label="97 %, the promise")
    axes.plot(epoch, 100 * np.array(train), color=ORANGE, linewidth=2, label="training digits")
    axes.plot(epoch, 100 * np.array(test), color=BLUE, linewidth=2, label="test digits")
    for share, color, lift in ((train, ORANGE, 3), (test, BLUE, -3)):
        axes.annotate(f"{share[-1]:.1%}", (epoch[-1], 100 * share[-1]), xytext=(6, lift),
                      textcoords="offset points", va="center", color=color, weight="bold",
                      annotation_clip=False)  # fmt: skip
    axes.set(title="Accuracy", xlabel="epoch", ylabel="right, in %", xlim=(0, epoch[-1]),
             ylim=(85, 100.6))
    axes.legend(frameon=False, loc="lower right")


def draw_digits(figure, images, labels, guesses):
    """A grid of test digits: those that went wrong first, in red, then the first of the rest."""
    wrong = np.flatnonzero(guesses != labels)
    right = np.flatnonzero(guesses == labels)
    chosen = np.concatenate([wrong, right])[: COLUMNS * ROWS]
    figure.suptitle(
        f"Predicted: {len(right)} of {len(labels)} test digits right, {len(wrong)} wrong",
        x=0.02, ha="left", weight="bold", size=12,
    )  # fmt: skip
    for axes, index in zip(figure.subplots(ROWS, COLUMNS).flat, chosen):
        mistaken = guesses[index] != labels[index]
        caption = f"{guesses[index]}, is {labels[index]}" if mistaken else str(guesses[index])
        axes.imshow(images[index], cmap="bone_r", interpolation="nearest", vmin=0, vmax=1)
        axes.set_title(caption, loc="center", color=RED if mistaken else INK, size=10, pad=3,
                       weight="bold" if mistaken else "normal")  # fmt: skip
        axes.set(xticks=[], yticks=[])
        axes.spines[:].set_visible(True)
        axes.spines[:].set_color(RED if mistaken else FAINT)
