"""Gradients sent in two bits, over several steps, by any MXNet.

What does not live here: expected numbers.
"""

import numpy as np

SAMPLES = [(0.5, 1, 1), (0.5, 2, 2), (0.1, 3, 3), (2.0, 2, 4), (0.3, 4, 5)]


def sums(mx, threshold, devices, seed):
    """What is in the store after each of six pushes from some devices."""
    random = np.random.RandomState(seed)
    store = mx.kv.create("device")
    store.set_gradient_compression({"type": "2bit", "threshold": threshold})
    store.init(3, mx.nd.zeros((4, 5)))
    found = []
    for _ in range(6):
        grads = [
            mx.nd.array(random.uniform(-1, 1, (4, 5)).astype("float32"), ctx=mx.cpu(device))
            for device in range(devices)
        ]
        store.push(3, grads)
        out = mx.nd.zeros((4, 5))
        store.pull(3, out=out)
        found.append(out.asnumpy())
    return np.stack(found)
