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


class Encoder(nn.Module):
    """Two blocks of a Transformer's encoder, their mean over time, ten classes."""

    def __init__(self):
        super().__init__()
        block = nn.TransformerEncoderLayer(64, 4, 256, dropout=0.1, batch_first=True)
        self.body, self.head = nn.TransformerEncoder(block, 2), nn.Linear(64, 10)

    def forward(self, x):
        return self.head(self.body(x).mean(1))


class Separable(nn.Module):
    """Each channel alone, then all of them."""

    def __init__(self, channels, filters):
        super().__init__()
        self.each = nn.Conv2d(channels, channels, 3, padding=1, groups=channels, bias=False)
        self.all = nn.Conv2d(channels, filters, 1)

    def forward(self, x):
        return self.all(self.each(x))


class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.MultiheadAttention(64, 4, batch_first=True)

    def forward(self, x):
        return self.layer(x, x, x, need_weights=False)[0]


class Sequences(nn.Module):
    """The outputs of all steps."""

    def __init__(self, layer):
        super().__init__()
        self.layer = layer(32, 64, batch_first=True)

    def forward(self, x):
        return self.layer(x)[0]


FAMILIES = {
    "dense": lambda: nn.Sequential(nn.Linear(512, 512), nn.ReLU()),
    "conv2d": lambda: nn.Sequential(nn.Conv2d(32, 32, 3, padding=1), nn.ReLU()),
    "depthwiseConv2d": lambda: nn.Conv2d(64, 64, 3, padding=1, groups=64),
    "separableConv2d": lambda: Separable(32, 32),
    "conv3d": lambda: nn.Conv3d(16, 16, 3, padding=1),
    "conv2dTranspose": lambda: nn.ConvTranspose2d(32, 32, 3, 2, 1, 1),
    "maxPooling2d": lambda: nn.MaxPool2d(2),
    "averagePooling2d": lambda: nn.AvgPool2d(2),
    "batchNormalization": lambda: nn.BatchNorm2d(32),
    "embedding": lambda: nn.Embedding(5000, 64),
    "lstm": lambda: Sequences(nn.LSTM),
    "gru": lambda: Sequences(nn.GRU),
    "multiHeadAttention": Attention,
}


def family(name, shape, step):
    """One layer: a call at inference, or one in training with the gradients of input and weights."""
    layer = FAMILIES[name]().train(step)
    if name == "embedding":
        x = torch.randint(0, 5000, shape)
    else:
        # Channels first; sequences as they are.
        x = torch.randn(shape if len(shape) < 4 else [shape[0], shape[-1], *shape[1:-1]], requires_grad=step)

    def run(steps):
        for _ in range(steps):
            if step:
                layer.zero_grad()
                x.grad = None
                y = layer(x)
                y.backward(torch.ones_like(y))
            else:
                with torch.no_grad():
                    layer(x)

    run(1)
    return run


with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "families.json")) as file:
    SHAPES = json.load(file)

WORKLOADS = {
    "cnn-b32": lambda: classifier(cnn, (32, 1, 28, 28)),
    "cnn-b128": lambda: classifier(cnn, (128, 1, 28, 28)),
    "mlp-b128": lambda: classifier(mlp, (128, 784)),
    "rnn-t20-b32": lambda: recurrent(nn.RNN, 1),
    "lstm-t20-b32": lambda: recurrent(nn.LSTM, 8),
    "gru-t20-b32": lambda: recurrent(nn.GRU, 8),
    "encoder-t32-b32": lambda: classifier(lambda: [Encoder()], (32, 32, 64)),
    **{
        f"{name}-{kind}": (lambda name=name, shape=shape, kind=kind: family(name, shape, kind == "step"))
        for name, shape in SHAPES.items()
        for kind in ("forward", "step")
    },
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
