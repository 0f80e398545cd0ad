"""The same models in PyTorch; the protocol is serve.mjs's."""

import json
import os
import sys
import time

import torch
from torch import nn

clock = time.process_time if os.environ["BENCH_CLOCK"] == "cpu" else time.perf_counter
torch.set_num_threads(int(os.environ["BENCH_THREADS"]))
torch.manual_seed(0)


def training(model, loss, x, y):
    """Trains a model on one batch."""
    optimizer = torch.optim.Adam(model.parameters())

    def train(steps):
        for _ in range(steps):
            optimizer.zero_grad()
            loss(model(x), y).backward()
            optimizer.step()

    train(1)
    return train


def classifier(layers, shape):
    """Ten classes."""
    return training(nn.Sequential(*layers()), nn.CrossEntropyLoss(), torch.rand(*shape), torch.randint(0, 10, (shape[0],)))


class Last(nn.Module):
    """The last output of a recurrent layer, and a number from it."""

    def __init__(self, layer, features):
        super().__init__()
        self.layer, self.head = layer(features, 64, batch_first=True), nn.Linear(64, 1)

    def forward(self, x):
        return self.head(self.layer(x)[0][:, -1])


def recurrent(layer, features):
    """One number from a sequence of 20 steps."""
    return training(Last(layer, features), nn.MSELoss(), torch.randn(32, 20, features), torch.randn(32, 1))


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
    "rnn-t20-b32": lambda: recurrent(nn.RNN, 1),
    "lstm-t20-b32": lambda: recurrent(nn.LSTM, 8),
    "gru-t20-b32": lambda: recurrent(nn.GRU, 8),
}


def answer(value):
    print(json.dumps(value), flush=True)


answer({"version": f"PyTorch {torch.__version__}, {torch.get_num_threads()} thread(s)"})
ready = {}
for line in sys.stdin:
    request = json.loads(line)
    name, steps = request["workload"], request["steps"]
    if name not in ready:
        ready[name] = WORKLOADS[name]()
    start = clock()
    ready[name](steps)
    answer({"ms": (clock() - start) / steps * 1e3})
