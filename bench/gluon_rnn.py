"""A word-level language model of two LSTM layers, as Gluon and as eager PyTorch train it.

35 steps of 20 sentences, 200 units, 10 000 words: embedding, LSTM, output layer, softmax loss,
backward, and one step of SGD. Hybridized the goal is 0.9, not hybridized 1.1.
"""

import torch
from _measure import ratio, report

import mxnet as mx
from mxnet import autograd, gluon

STEPS, BATCH, UNITS, WORDS, LAYERS, RATE = 35, 20, 200, 10_000, 2, 0.1


class Model(gluon.HybridBlock):
    """Words in, scores of the next words out."""

    def __init__(self):
        super().__init__()
        with self.name_scope():
            self.encoder = gluon.nn.Embedding(WORDS, UNITS)
            self.rnn = gluon.rnn.LSTM(UNITS, LAYERS, input_size=UNITS)
            self.decoder = gluon.nn.Dense(WORDS, in_units=UNITS, flatten=False)

    def hybrid_forward(self, F, words, *states):
        output, states = self.rnn(self.encoder(words), list(states))
        return (self.decoder(output), *states)


class Whole(gluon.HybridBlock):
    """The model with its loss, so that one graph holds both."""

    def __init__(self, model):
        super().__init__()
        self.model = model
        self.loss = gluon.loss.SoftmaxCrossEntropyLoss()

    def hybrid_forward(self, F, words, label, *states):
        scores, *states = self.model(words, *states)
        return (self.loss(F.reshape(scores, (-3, 0)), F.reshape(label, (-1,))), *states)


class Gluon:
    """One step of training in Gluon."""

    def __init__(self, words, hybridize):
        self.net = Whole(Model())
        self.net.initialize(mx.init.Uniform(0.1))
        if hybridize:
            self.net.hybridize(static_alloc=True, static_shape=True)
        self.trainer = gluon.Trainer(
            self.net.collect_params(), "sgd", {"learning_rate": RATE}, kvstore=None
        )
        self.states = self.net.model.rnn.begin_state(BATCH)
        self.words, self.label = (mx.nd.array(part.numpy()) for part in words)

    def __call__(self):
        states = [state.detach() for state in self.states]
        with autograd.record():
            loss, *self.states = self.net(self.words, self.label, *states)
        loss.backward()
        self.trainer.step(STEPS * BATCH)


class Torch(torch.nn.Module):
    """The same in PyTorch."""

    def __init__(self, words):
        super().__init__()
        self.encoder = torch.nn.Embedding(WORDS, UNITS)
        self.rnn = torch.nn.LSTM(UNITS, UNITS, LAYERS)
        self.decoder = torch.nn.Linear(UNITS, WORDS)
        for param in self.parameters():
            torch.nn.init.uniform_(param, -0.1, 0.1)
        self.optimizer = torch.optim.SGD(self.parameters(), lr=RATE, fused=True)
        self.states = [torch.zeros(LAYERS, BATCH, UNITS) for _ in range(2)]
        self.words, self.label = words

    def forward(self):
        states = tuple(state.detach() for state in self.states)
        output, self.states = self.rnn(self.encoder(self.words), states)
        scores = self.decoder(output).flatten(0, 1)
        loss = torch.nn.functional.cross_entropy(scores, self.label.flatten())
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()


def main():
    """The step hybridized and not."""
    torch.set_num_threads(1)
    torch.manual_seed(1)
    words = [torch.randint(WORDS, (STEPS, BATCH)) for _ in range(2)]
    theirs = Torch(words)
    for hybridize, wanted in ((True, 0.9), (False, 1.1)):
        found = ratio(Gluon(words, hybridize), theirs, number=1, repeats=10)
        how = "hybridized" if hybridize else "not hybridized"
        report(f"2-layer LSTM language model, {how}", found, wanted, 1e3, "ms")


if __name__ == "__main__":
    main()
