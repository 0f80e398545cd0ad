"""The same models in PyTorch; the protocol is serve.mjs's."""

import json
import sys
import time

import torch
from torch import nn

torch.set_num_threads(1)
torch.manual_seed(0)


def classifier(layers, shape):
    """Trains a classifier of ten classes on one batch."""
    model, loss = nn.Sequential(*layers()), nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters())
    x, y = torch.rand(*shape), torch.randint(0, 10, (shape[0],))

    def train(steps):
        for _ in range(steps):
            optimizer.zero_grad()
            loss(model(x), y).backward()
            optimizer.step()

    train(1)
    return train


def cnn():
    return [
        nn.Conv2d(1, 32, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
        nn.Linear(5408, 128), nn.ReLU(), nn.Dropout(0.5), nn.Linear(128, 10),
    ]


def mlp():
    return [nn.Linear(784, 512), nn.ReLU(), nn.Linear(512, 10)]


WORKLOADS = {
    "cnn-b32": lambda: classifier(cnn, (32, 1, 28, 28)),
    "cnn-b128": lambda: classifier(cnn, (128, 1, 28, 28)),
    "mlp-b128": lambda: classifier(mlp, (128, 784)),
}


def answer(value):
    print(json.dumps(value), flush=True)


answer({"version": f"PyTorch {torch.__version__}"})
ready = {}
for line in sys.stdin:
    request = json.loads(line)
    name, steps = request["workload"], request["steps"]
    if name not in ready:
        ready[name] = WORKLOADS[name]()
    start = time.perf_counter()
    ready[name](steps)
    answer({"ms": (time.perf_counter() - start) / steps * 1e3})
