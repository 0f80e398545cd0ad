import { readFileSync } from 'node:fs';
import { serve } from './serve.mjs';

// It asks the browser for its GPU; Node 20 has no navigator at all.
globalThis.navigator ??= {};
const { init, defaultDevice, jit, lax, nn, numpy: np, random, tree, valueAndGrad } = await import('@jax-js/jax');
await init();
defaultDevice('wasm');
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.resolve('@jax-js/jax')), 'utf8'));

const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-7];

/** Trains a classifier of ten classes by Adam on one batch; arrays are counted by hand, `ref` for each use but the last. */
const classifier = (shapes, forward, inputShape) => async () => {
  const keys = random.split(random.key(0), shapes.length + 2);
  const zeros = () => shapes.map((shape) => np.zeros(shape));
  let params = shapes.map((shape, i) => random.normal(keys.ref.slice(i), shape).mul(0.05));
  let [m, v] = [zeros(), zeros()];
  const x = random.uniform(keys.ref.slice(shapes.length), inputShape);
  const y = nn.oneHot(
    random.uniform(keys.slice(shapes.length + 1), [inputShape[0]], { maxval: 10 }).astype(np.int32),
    10,
  );
  const loss = (w, x, y) => np.negative(nn.logSoftmax(forward(w, x)).mul(y).sum().div(inputShape[0]));
  const update = jit((params, m, v, alpha, x, y) => {
    const [value, gradients] = valueAndGrad(loss)(tree.ref(params), x, y);
    const next = { params: [], m: [], v: [] };
    gradients.forEach((g, i) => {
      const mean = m[i].mul(beta1).add(g.ref.mul(1 - beta1));
      const square = v[i].mul(beta2).add(np.square(g).mul(1 - beta2));
      next.params.push(params[i].sub(mean.ref.mul(alpha.ref).div(np.sqrt(square.ref).add(epsilon))));
      next.m.push(mean);
      next.v.push(square);
    });
    alpha.dispose();
    return { value, ...next };
  });
  let step = 0;
  return async (steps) => {
    let value;
    for (let i = 0; i < steps; i++) {
      step++;
      value?.dispose();
      const alpha = (0.001 * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step);
      ({ value, params, m, v } = update(params, m, v, np.array(alpha), x.ref, y.ref));
    }
    await value.data();
  };
};

const dense = (x, kernel, bias) => np.matmul(x, kernel).add(bias);
const mlp = ([k1, b1, k2, b2], x) => dense(nn.relu(dense(x, k1, b1)), k2, b2);
const cnn = ([filter, bias, k1, b1, k2, b2], x) => {
  const y = nn.relu(lax.conv(x, filter, [1, 1], 'VALID').add(bias));
  const pooled = np.max(y.reshape([-1, 32, 13, 2, 13, 2]), [3, 5]);
  return dense(nn.relu(dense(pooled.reshape([-1, 5408]), k1, b1)), k2, b2);
};
const images = (batch) =>
  classifier([[32, 1, 3, 3], [32, 1, 1], [5408, 128], [128], [128, 10], [10]], cnn, [batch, 1, 28, 28]);

await serve(`jax-js ${version}`, {
  'cnn-b32': images(32),
  'cnn-b128': images(128),
  'mlp-b128': classifier([[784, 512], [512], [512, 10], [10]], mlp, [128, 784]),
});
