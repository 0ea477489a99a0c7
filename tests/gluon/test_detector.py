"""A small detector with anchors on two scales: trained, run, hybridized, exported."""

import numpy as np
import pytest

import mxnet as mx
from mxnet import autograd, gluon, nd
from mxnet.gluon import nn

SIZES = [(0.3, 0.4), (0.55, 0.7)]
RATIOS = (1, 2, 0.5)
ANCHORS, KINDS, PIXELS = 4, 2, 32


class Detector(gluon.HybridBlock):
    """Two blocks of convolutions, each with heads that predict classes and distances."""

    def __init__(self):
        super().__init__()
        for name in ("first", "second"):
            block = nn.HybridSequential()
            block.add(nn.Conv2D(8, 3, padding=1, strides=2), nn.BatchNorm(), nn.LeakyReLU(0.1))
            block.add(nn.Conv2D(8, 3, padding=1, strides=2), nn.BatchNorm(), nn.LeakyReLU(0.1))
            setattr(self, name, block)
            setattr(self, f"{name}_kind", nn.Conv2D(ANCHORS * KINDS, 3, padding=1))
            setattr(self, f"{name}_box", nn.Conv2D(ANCHORS * 4, 3, padding=1))

    def hybrid_forward(self, F, x):
        anchors, kinds, boxes = [], [], []
        for name, sizes in zip(("first", "second"), SIZES):
            x = getattr(self, name)(x)
            anchors.append(F.contrib.MultiBoxPrior(x, sizes=sizes, ratios=RATIOS))
            for head, found in (("kind", kinds), ("box", boxes)):
                seen = getattr(self, f"{name}_{head}")(x)
                found.append(F.flatten(F.transpose(seen, (0, 2, 3, 1))))
        kinds = F.reshape(F.concat(*kinds, dim=1), (0, -1, KINDS))
        return F.concat(*anchors, dim=1), kinds, F.concat(*boxes, dim=1)


def squares(count, seed):
    """Return images with one bright square each, and its class and corners."""
    draw = np.random.RandomState(seed)
    images = draw.rand(count, 3, PIXELS, PIXELS).astype("float32") * 0.2
    labels = np.zeros((count, 1, 5), "float32")
    for image, label in zip(images, labels):
        size = draw.randint(10, 20)
        x, y = draw.randint(0, PIXELS - size, 2)
        image[0, y : y + size, x : x + size] += 0.8
        label[0, 1:] = np.array([x, y, x + size, y + size]) / PIXELS
    return nd.array(images), nd.array(labels)


def lost(net, images, labels):
    """Return the loss of every image."""
    anchors, kinds, boxes = net(images)
    target = nd.contrib.MultiBoxTarget(anchors, labels, kinds.transpose((0, 2, 1)))
    codes, mask, classes = target
    entropy = gluon.loss.SoftmaxCrossEntropyLoss()(kinds, classes)
    return entropy + 4 * nd.smooth_l1((boxes - codes) * mask, scalar=1).mean(axis=1)


def detected(net, images, overlap=0.4):
    """Return the rows of what was found; with no `overlap`, in the order of the anchors."""
    anchors, kinds, boxes = net(images)
    scores = nd.softmax(kinds, axis=-1).transpose((0, 2, 1))
    return nd.contrib.MultiBoxDetection(scores, boxes, anchors, nms_threshold=overlap)


def trained(hybrid):
    """Return the trained network and its loss at first and at last."""
    mx.random.seed(1)
    net = Detector()
    net.initialize(mx.init.Xavier())
    net(squares(1, 0)[0])
    if hybrid:
        net.hybridize()
    trainer = gluon.Trainer(net.collect_params(), "adam", {"learning_rate": 0.02})
    losses = []
    for step in range(60):
        images, labels = squares(8, step)
        with autograd.record():
            loss = lost(net, images, labels)
        loss.backward()
        trainer.step(8)
        losses.append(loss.mean().asscalar())
    return net, losses


@pytest.mark.parametrize("hybrid", [False, True])
def test_squares_are_found(hybrid):
    net, losses = trained(hybrid)
    assert losses[-1] < losses[0] / 4
    images, labels = squares(8, 1000)
    best = detected(net, images)[:, 0]
    assert (best[:, 0].asnumpy() == 0).all()
    overlaps = nd.contrib.box_iou(best[:, 2:], labels[:, 0, 1:]).asnumpy().diagonal()
    assert np.median(overlaps) > 0.5


def test_a_compiled_detector_gives_what_a_plain_one_gives():
    mx.random.seed(1)
    net = Detector()
    net.initialize(mx.init.Xavier())
    images, labels = squares(4, 0)

    def learn():
        with autograd.record():
            loss = lost(net, images, labels)
        loss.backward()
        grads = [p.grad().asnumpy() for p in net.collect_params().values() if p.grad_req != "null"]
        return [loss.asnumpy(), *grads]

    found = {}
    for work in (lambda: [detected(net, images, 0).asnumpy()], learn):  # learning moves averages
        for hybrid in (False, True):
            net.hybridize(hybrid)
            found[hybrid] = work()
        for one, two in zip(found[False], found[True], strict=True):
            np.testing.assert_allclose(one, two, rtol=1e-3, atol=1e-4)


def test_a_graph_with_targets_and_detections_runs_and_is_saved():
    net = Detector()
    net.initialize(mx.init.Xavier())
    images, labels = squares(2, 0)
    net(images)
    anchors, kinds, boxes = net(mx.sym.var("data"))
    scores = mx.sym.transpose(mx.sym.softmax(kinds, axis=-1), (0, 2, 1))
    found = mx.sym.contrib.MultiBoxDetection(scores, boxes, anchors, nms_threshold=0)
    target = mx.sym.contrib.MultiBoxTarget(anchors, mx.sym.var("label"), scores)
    both = mx.sym.load_json(mx.sym.Group([found, target[0], target[2]]).tojson())
    count = anchors.infer_shape(data=images.shape)[1][0][1]
    shapes = both.infer_shape(data=images.shape, label=labels.shape)[1]
    assert shapes == [(2, count, 6), (2, count * 4), (2, count)]
    params = {k: p.data() for k, p in net.collect_params().items()}
    values = {**params, "data": images, "label": labels}
    args = {k: values[k] for k in both.list_arguments()}
    aux = {k: params[k] for k in both.list_auxiliary_states()}
    outs = both.bind(mx.cpu(), args, aux_states=aux).forward()
    wanted = detected(net, images, 0).asnumpy()
    np.testing.assert_allclose(outs[0].asnumpy(), wanted, rtol=1e-4, atol=1e-5)
