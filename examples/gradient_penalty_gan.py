"""Two networks play: one makes points, the other tells them from points on a ring of clouds.

A gradient penalty keeps the critic flat where the real points are, without which the two would
chase each other for ever (Mescheder, Geiger and Nowozin, 2018): the critic's loss holds its own
gradient with respect to the points, and is differentiated in turn. Such second derivatives
through dense layers need nothing but ``autograd.grad(..., create_graph=True)``; MXNet 1.9.1 refuses
them for hybridized networks.

    python examples/gradient_penalty_gan.py                     under a minute on two cores
    python examples/gradient_penalty_gan.py --epochs 12         a shorter look
    python examples/gradient_penalty_gan.py --out some/folder   where the picture and files go
"""

import argparse
import time
from pathlib import Path

import numpy as np
from picture import BLUE, FAINT, GREEN, ORANGE, page
from tqdm import tqdm

import mxnet as mx
from mxnet import autograd, gluon, nd
from mxnet.gluon import nn

CLOUDS, RADIUS, SPREAD = 8, 2.0, 0.08
BATCH, NOISE, PENALTY = 128, 8, 0.1
STEPS = 50  # in what is called an epoch here: the points never repeat


def main():
    options = parse_options()
    options.out.mkdir(parents=True, exist_ok=True)
    mx.random.seed(options.seed)
    started = time.perf_counter()
    generator, critic = multilayer(64, 64, 2), multilayer(64, 64, 1)
    history, snapshots = play(generator, critic, options)
    points = generate(generator, 4000)
    shares, near = coverage(points)
    print(f"{time.perf_counter() - started:.1f} s; {near:.1%} of the points lie in a cloud")
    print("share of each cloud:", " ".join(f"{share:.1%}" for share in shares))

    file = options.out / "gradient_penalty_gan.params"
    generator.save_parameters(str(file))
    picture = options.out / "gradient_penalty_gan.png"
    draw(picture, history, snapshots, points, critic)
    print(f"wrote {file}\ndrew {picture}")
    covered = sum(share > 0.25 / CLOUDS for share in shares)
    if covered < options.demand:
        raise SystemExit(f"only {covered} of {CLOUDS} clouds are covered")


def multilayer(*units):
    """Dense layers, all but the last of them rectified."""
    net = nn.HybridSequential()
    for count in units[:-1]:
        net.add(nn.Dense(count, activation="relu"))
    net.add(nn.Dense(units[-1]))
    net.initialize(mx.init.Xavier(magnitude=3))
    net.hybridize()
    return net


def clouds(count):
    """Real points (count, 2): Gaussians on a ring."""
    angle = nd.random.randint(0, CLOUDS, shape=(count,)).astype("float32") * (2 * np.pi / CLOUDS)
    centres = nd.stack(angle.cos(), angle.sin(), axis=1) * RADIUS
    return centres + nd.random.normal(scale=SPREAD, shape=(count, 2))


def generate(generator, count):
    """Made points (count, 2)."""
    return generator(nd.random.normal(shape=(count, NOISE)))


def surprise(scores, wanted):
    """Cross entropy of the critic's scores, where all points were real, 1, or made, -1."""
    return nd.Activation(-wanted * scores, "softrelu").mean()


def criticise(critic, trainer, real, made):
    """One step of the critic; returns its surprise and the penalty."""
    real.attach_grad()
    with autograd.record():
        scores = critic(real)
        slope = autograd.grad(scores, [real], create_graph=True)[0]
        penalty = slope.square().sum(axis=1).mean()
        loss = surprise(scores, 1) + surprise(critic(made), -1)
        whole = loss + PENALTY * penalty
    whole.backward()
    trainer.step(1)
    return loss, penalty


def improve(generator, critic, trainer):
    """One step of the generator, towards what the critic takes for real."""
    with autograd.record():
        loss = surprise(critic(generate(generator, BATCH)), 1)
    loss.backward()
    trainer.step(1)


def play(generator, critic, options):
    """Train both; returns the critic's surprise and penalties, and points made on the way."""
    trainers = [new_trainer(net, options) for net in (generator, critic)]
    history, snapshots = [], []
    progress = tqdm(range(options.epochs), desc="playing", unit="epoch")
    for _ in progress:
        for _ in range(STEPS):
            made = generate(generator, BATCH)
            history.append(criticise(critic, trainers[1], clouds(BATCH), made))
            improve(generator, critic, trainers[0])
        snapshots.append(generate(generator, 400).asnumpy())
        progress.set_postfix(surprise=f"{history[-1][0].asscalar():.3f}")
    return [[value.asscalar() for value in step] for step in history], snapshots


def new_trainer(net, options):
    """Adam without momentum, as such games like it; its rate falls to nearly nothing."""
    rate, steps = options.learning_rate, options.epochs * STEPS
    fall = mx.lr_scheduler.PolyScheduler(steps, base_lr=rate, pwr=1, final_lr=rate / 100)
    adam = {"learning_rate": rate, "lr_scheduler": fall, "beta1": 0.0, "beta2": 0.99}
    return gluon.Trainer(net.collect_params(), "adam", adam)


def coverage(points):
    """The share of the made points nearest to each cloud, and of those within five spreads."""
    points = points.asnumpy()
    angle = 2 * np.pi * np.arange(CLOUDS) / CLOUDS
    centres = RADIUS * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    distance = np.linalg.norm(points[:, None] - centres, axis=2)
    inside = distance.min(axis=1) < 5 * SPREAD
    nearest = distance.argmin(axis=1)[inside]
    return np.bincount(nearest, minlength=CLOUDS) / len(points), inside.mean()


def draw(path, history, snapshots, points, critic):
    """Write the picture: the game on the way, the points at the end, the critic's opinion."""
    with page(path, 11, 7.4) as figure:
        above, below = figure.subfigures(2, 1, height_ratios=(1, 2.2))
        chosen = np.unique(np.linspace(0, len(snapshots) - 1, 5).astype(int))
        for axes, at in zip(above.subplots(1, len(chosen), squeeze=False)[0], chosen):
            axes.scatter(*snapshots[at].T, s=3, color=ORANGE)
            axes.set_title(f"after epoch {at + 1}", size=9)
            square(axes)
        left, right = below.subplots(1, 2)
        left.scatter(*clouds(1500).asnumpy().T, s=5, color=BLUE, alpha=0.5, label="real")
        left.scatter(*points.asnumpy()[:1500].T, s=5, color=ORANGE, alpha=0.5, label="made")
        ticks = np.linspace(-3, 3, 80, dtype="float32")
        grid = np.stack(np.meshgrid(ticks, ticks), axis=-1).reshape(-1, 2)
        opinion = critic(nd.array(grid)).asnumpy().reshape(80, 80)
        left.contour(ticks, ticks, opinion, levels=12, colors=FAINT, linewidths=0.7, zorder=0)
        left.set_title("Real and made points; the critic's levels")
        left.legend(frameon=False, loc="upper right", markerscale=3)
        square(left)
        surprise, penalty = np.transpose(history)
        right.axhline(2 * np.log(2), color=FAINT, linewidth=1, linestyle=(0, (4, 3)),
                      label="a critic that cannot tell")  # fmt: skip
        right.plot(surprise, color=GREEN, linewidth=1, label="surprise")
        right.plot(penalty, color=ORANGE, linewidth=1, label="slope², which is penalised")
        right.set(title="The critic", xlabel="step", ylim=(0, 2.2), xlim=(0, len(surprise)))
        right.legend(frameon=False, loc="upper right")


def square(axes):
    axes.set(xlim=(-3, 3), ylim=(-3, 3), xticks=[], yticks=[], aspect="equal")


def parse_options():
    parser = argparse.ArgumentParser(description="A generator, and a critic with a penalty.")
    parser.add_argument("--epochs", type=int, default=50)
    parser.add_argument("--learning-rate", type=float, default=0.003)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "out")
    parser.add_argument("--demand", type=int, default=CLOUDS,
                        help="number of covered clouds below which the program fails")  # fmt: skip
    return parser.parse_args()


if __name__ == "__main__":
    main()
