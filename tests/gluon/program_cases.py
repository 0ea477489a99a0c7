"""Programs as books and model collections write them; 1.9.1 and this package compute the same.

Each takes `mx` and whether to hybridize, and returns arrays. What does not live here: the numbers
of 1.9.1 (`recorded_programs.json`, by tools/record_blocks.py).
"""

import numpy as np

CASES = {}


def case(function):
    CASES[function.__name__] = function
    return function


def draws(mx, *shape, seed=1, scale=1.0):
    return mx.nd.array(np.random.RandomState(seed).randn(*shape) * scale)


def filled(mx, net, *args):
    """A network with numbers that depend on nothing but the names of its parameters."""
    net.initialize()
    net(*args)
    random = np.random.RandomState(0)
    for _, param in sorted(net.collect_params().items()):
        if type(param).__name__ != "Constant":
            param.set_data(mx.nd.array(random.randn(*param.shape) * 0.3))
    return net


def trained(mx, nets, loss_of, steps=3, optimizer="sgd", **options):
    """The losses of a few steps, and the parameters behind them."""
    options = {"learning_rate": 0.05, **options}
    trainers = [mx.gluon.Trainer(net.collect_params(), optimizer, options) for net in nets]
    losses = []
    for _ in range(steps):
        with mx.autograd.record():
            loss = loss_of()
        loss.backward()
        for trainer in trainers:
            trainer.step(1)
        losses.append(loss)
    return losses + [param.data() for net in nets for param in net.collect_params().values()]


@case
def attention_with_masks(mx, hybridize):
    nn = mx.gluon.nn

    class Attention(mx.gluon.HybridBlock):
        def __init__(self, units, heads, **kwargs):
            super().__init__(**kwargs)
            self._heads = heads
            with self.name_scope():
                for name in ("query", "key", "value"):
                    setattr(self, name, nn.Dense(units, flatten=False, use_bias=False))

        def __call__(self, x, memory, mask=None):
            return super().__call__(x, memory, mask)

        def split(self, F, x):
            x = F.transpose(x.reshape(shape=(0, 0, self._heads, -1)), axes=(0, 2, 1, 3))
            return x.reshape((-1, 0, 0), reverse=True)

        def hybrid_forward(self, F, x, memory, mask=None):
            query, key, value = (
                self.split(F, part(source))
                for part, source in ((self.query, x), (self.key, memory), (self.value, memory))
            )
            scores = F.batch_dot(F.contrib.div_sqrt_dim(query), key, transpose_b=True)
            if mask is not None:
                mask = F.broadcast_axis(F.expand_dims(mask, axis=1), axis=1, size=self._heads)
                mask = mask.reshape(shape=(-1, 0, 0), reverse=True)
                scores = F.where(mask, scores, -1e18 * F.ones_like(scores))
            mixed = F.batch_dot(F.softmax(scores), value)
            mixed = mixed.reshape(shape=(-1, self._heads, 0, 0), reverse=True)
            return F.transpose(mixed, axes=(0, 2, 1, 3)).reshape(shape=(0, 0, -1)), scores

    class Encoder(mx.gluon.HybridBlock):
        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            with self.name_scope():
                self.words = nn.Embedding(20, 8)
                self.places = self.params.get_constant(
                    "places", np.sin(np.arange(80)).reshape(10, 8)
                )
                self.attention = Attention(8, 2)
                self.norm = nn.LayerNorm(in_channels=8)
                self.hidden = nn.Dense(16, flatten=False)
                self.gelu = nn.GELU()
                self.out = nn.Dense(8, flatten=False)

        def __call__(self, words, lengths=None):
            return super().__call__(words, lengths)

        def hybrid_forward(self, F, words, lengths=None, places=None):
            steps = F.contrib.arange_like(words, axis=1)
            mask = None
            if lengths is not None:
                inside = F.broadcast_lesser(steps.reshape((1, -1)), lengths.reshape((-1, 1)))
                columns = F.reshape(F.ones_like(steps), shape=(-1, 1))
                mask = F.broadcast_mul(F.expand_dims(inside, axis=1), columns)
            x = F.broadcast_add(self.words(words), F.Embedding(steps, places, 10, 8).expand_dims(0))
            mixed, scores = self.attention(x, x, mask)
            x = self.norm(x + mixed)
            x = x + self.out(self.gelu(self.hidden(x)))
            if lengths is not None:
                x = F.SequenceMask(x, lengths, use_sequence_length=True, axis=1)
            return x, [scores]

    words, lengths = mx.nd.array(np.arange(10).reshape(2, 5)), mx.nd.array([3, 5])
    net = filled(mx, Encoder(prefix="encoder_"), words, lengths)
    if hybridize:
        net.hybridize(static_alloc=True, static_shape=True)
    weights = draws(mx, 2, 5, 8)
    found = trained(mx, [net], lambda: (net(words, lengths)[0] * weights).sum())
    return [*found, net(words, lengths)[0]]


@case
def translation_with_attention(mx, hybridize):
    nn, rnn = mx.gluon.nn, mx.gluon.rnn

    class Encoder(mx.gluon.Block):
        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            self.words, self.rows = nn.Embedding(10, 4), rnn.GRU(6, 2)

        def forward(self, words, states):
            return self.rows(self.words(words).swapaxes(0, 1), states)

    class Decoder(mx.gluon.Block):
        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            self.words, self.rows, self.out = nn.Embedding(12, 4), rnn.GRU(6, 2), nn.Dense(12)
            self.scores = nn.HybridSequential()
            self.scores.add(
                nn.Dense(5, activation="tanh", use_bias=False, flatten=False),
                nn.Dense(1, use_bias=False, flatten=False),
            )

        def forward(self, word, states, memory):
            asked = mx.nd.broadcast_axis(states[0][-1].expand_dims(0), axis=0, size=len(memory))
            shares = mx.nd.softmax(self.scores(mx.nd.concat(memory, asked, dim=2)), axis=0)
            seen = mx.nd.concat(self.words(word), (shares * memory).sum(axis=0), dim=1)
            out, states = self.rows(seen.expand_dims(0), states)
            return self.out(out.squeeze(axis=0)), states

    encoder, decoder = Encoder(prefix="encoder_"), Decoder(prefix="decoder_")
    source, target = mx.nd.array(np.arange(8).reshape(2, 4)), mx.nd.array([[3, 4, 2], [5, 6, 7]])
    entropy = mx.gluon.loss.SoftmaxCrossEntropyLoss()

    def loss_of():
        memory, states = encoder(source, encoder.rows.begin_state(batch_size=2))
        word, mask, loss, count = mx.nd.array([1, 1]), mx.nd.ones((2,)), mx.nd.array([0]), 0
        for wanted in target.T:
            scores, states = decoder(word, states, memory)
            loss = loss + (mask * entropy(scores, wanted)).sum()
            count += mask.sum().asscalar()
            word, mask = wanted, mask * (wanted != 2)
        return loss / count

    for net in (encoder, decoder):
        net.initialize()
    loss_of()
    for net in (encoder, decoder):
        random = np.random.RandomState(0)
        for _, param in sorted(net._collect_params_with_prefix().items()):
            param.set_data(mx.nd.array(random.randn(*param.shape) * 0.3))
        if hybridize:
            net.hybridize()
    found = trained(mx, [encoder, decoder], loss_of)
    return [*found, *_searched(mx, encoder, decoder, source[0:1])]


def _searched(mx, encoder, decoder, source, beams=3, steps=3):
    """The best sentences by beam search, and their scores."""
    memory, states = encoder(source, encoder.rows.begin_state(batch_size=1))
    memory = mx.nd.broadcast_axis(memory, axis=1, size=beams)
    states = [mx.nd.broadcast_axis(state, axis=1, size=beams) for state in states]
    scores, word = mx.nd.array([0] + [-1e9] * (beams - 1)), mx.nd.ones((beams,))
    said = word.expand_dims(1)
    for _ in range(steps):
        out, states = decoder(word, states, memory)
        total = mx.nd.broadcast_add(mx.nd.log_softmax(out), scores.expand_dims(1)).reshape((-1,))
        scores, places = mx.nd.topk(total, k=beams, ret_typ="both")
        beam, word = (places / 12).floor(), places % 12
        states = [mx.nd.take(state, beam, axis=1) for state in states]
        said = mx.nd.concat(mx.nd.take(said, beam), word.expand_dims(1), dim=1)
    return said, scores


@case
def variational_autoencoder(mx, hybridize):
    nn = mx.gluon.nn

    class Autoencoder(mx.gluon.HybridBlock):
        def __init__(self, **kwargs):
            self.mean = None
            super().__init__(**kwargs)
            with self.name_scope():
                self.encoder = nn.HybridSequential(prefix="encoder")
                self.encoder.add(nn.Dense(8, activation="tanh"), nn.Dense(4))
                self.decoder = nn.HybridSequential(prefix="decoder")
                self.decoder.add(nn.Dense(8, activation="tanh"), nn.Dense(6, activation="sigmoid"))

        def hybrid_forward(self, F, x, noise):
            mean, log_variance = F.split(self.encoder(x), axis=1, num_outputs=2)
            self.mean = mean
            y = self.decoder(mean + F.exp(0.5 * log_variance) * noise)
            gap = 0.5 * F.sum(1 + log_variance - mean * mean - F.exp(log_variance), axis=1)
            likely = F.sum(x * F.log(y + 1e-10) + (1 - x) * F.log(1 - y + 1e-10), axis=1)
            return -likely - gap

    x, noise = mx.nd.array(np.random.RandomState(0).rand(4, 6)), draws(mx, 4, 2)
    net = filled(mx, Autoencoder(prefix="auto_"), x, noise)
    net.hybridize(hybridize)
    return trained(mx, [net], lambda: net(x, noise))


@case
def boxes_from_features(mx, hybridize):
    class Boxes(mx.gluon.HybridBlock):
        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            rows, columns = np.meshgrid(np.arange(16), np.arange(16), indexing="ij")
            with self.name_scope():
                self.features = mx.gluon.nn.Conv2D(16, kernel_size=1)
                self.anchors = self.params.get_constant(
                    "anchors", np.array([10.0, 13, 16, 30]).reshape(1, 1, 2, 2)
                )
                self.offsets = self.params.get_constant(
                    "offsets", np.stack([columns, rows], axis=-1)[None, None].astype("float32")
                )

        def hybrid_forward(self, F, x, anchors, offsets):
            found = self.features(x).reshape((0, 16, -1)).transpose(axes=(0, 2, 1))
            found = found.reshape((0, -1, 2, 8))
            offsets = F.slice_like(offsets, x * 0, axes=(2, 3)).reshape((1, -1, 1, 2))
            centers = F.sigmoid(found.slice_axis(axis=-1, begin=0, end=2))
            sizes = F.exp(found.slice_axis(axis=-1, begin=2, end=4))
            sure = F.sigmoid(found.slice_axis(axis=-1, begin=4, end=5))
            classes = F.sigmoid(found.slice_axis(axis=-1, begin=5, end=None))
            centers = F.broadcast_add(centers, offsets) * 8
            half = F.broadcast_mul(sizes, anchors) / 2.0
            box = F.concat(centers - half, centers + half, dim=-1)
            scores = F.transpose(F.broadcast_mul(classes, sure), axes=(3, 0, 1, 2)).expand_dims(-1)
            numbers = F.broadcast_add(scores * 0, F.arange(0, 3).reshape((0, 1, 1, 1, 1)))
            rows = F.concat(numbers, scores, F.tile(box, reps=(3, 1, 1, 1, 1)), dim=-1)
            return F.reshape(rows.transpose(axes=(1, 0, 2, 3, 4)), (0, -1, 6))

    x = draws(mx, 2, 4, 5, 6)
    net = filled(mx, Boxes(prefix="boxes_"), x)
    net.hybridize(hybridize)
    net.collect_params(".*anchors|.*offsets").setattr("grad_req", "null")
    return [net(x), *trained(mx, [net], lambda: net(x).mean(), steps=2)]


@case
def shuffled_channels(mx, hybridize):
    nn = mx.gluon.nn

    class Shuffled(mx.gluon.HybridBlock):
        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            with self.name_scope():
                self.mixed = nn.Conv2D(4, 3, padding=1, groups=2)
                self.gates = nn.HybridSequential()
                self.gates.add(nn.Dense(2, activation="relu"), nn.Dense(4))
                self.hard = nn.HybridLambda(lambda F, x: F.clip(x + 3, 0, 6) / 6)

        def hybrid_forward(self, F, x):
            y = self.mixed(x)
            gates = self.hard(self.gates(F.contrib.AdaptiveAvgPooling2D(y, output_size=1)))
            y = F.broadcast_mul(y, gates.expand_dims(axis=2).expand_dims(axis=2))
            y = F.swapaxes(F.reshape(y, (0, -4, 2, -1, -2)), 1, 2).reshape((0, -3, -2))
            up = F.UpSampling(y, scale=2, sample_type="nearest")
            smooth = F.contrib.BilinearResize2D(y, height=9, width=7)
            pooled = F.Pooling(y, pool_type="lp", p_value=2, kernel=(2, 2))
            flat = [
                F.flatten(z) for z in (up, smooth, pooled, F.L2Normalization(y, mode="channel"))
            ]
            return F.concat(*flat, dim=1)

    x = draws(mx, 2, 4, 4, 4)
    net = filled(mx, Shuffled(prefix="shuffled_"), x)
    net.hybridize(hybridize)
    weights = draws(mx, *net(x).shape, seed=5)
    return trained(mx, [net], lambda: (net(x) * weights).sum(), optimizer="nag", momentum=0.9)


@case
def language_model_with_tied_weights(mx, hybridize):
    rnn, nn, utils = mx.gluon.rnn, mx.gluon.nn, mx.gluon.utils

    class Model(mx.gluon.Block):
        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            with self.name_scope():
                self.words = nn.Embedding(9, 6)
                self.rows = rnn.LSTM(6, 2, input_size=6)
                self.out = nn.Dense(9, in_units=6, params=self.words.params)

        def forward(self, words, states):
            out, states = self.rows(self.words(words), states)
            return self.out(out.reshape((-1, 6))), states

    net = Model(prefix="model_")
    states = net.rows.begin_state(batch_size=2)
    filled(mx, net, mx.nd.zeros((5, 2)), states)
    if hybridize:
        net.hybridize()
    trainer = mx.gluon.Trainer(net.collect_params(), "sgd", {"learning_rate": 1.0})
    entropy, random, losses = mx.gluon.loss.SoftmaxCELoss(), np.random.RandomState(0), []
    for _ in range(3):
        words, wanted = (mx.nd.array(random.randint(0, 9, (5, 2))) for _ in range(2))
        states = [state.detach() for state in states]
        with mx.autograd.record():
            out, states = net(words, states)
            loss = entropy(out, wanted.reshape((-1,)))
        loss.backward()
        utils.clip_global_norm([param.grad() for param in net.collect_params().values()], 2.0)
        trainer.step(1)
        losses.append(loss)
    return [*losses, *states, net.words.weight.data()]
