import { add, conv2d, dense, embedding } from '@tenonjs/layers';
import { meanSquaredError } from '@tenonjs/losses';
import { accuracy } from '@tenonjs/metrics';
import { sgd } from '@tenonjs/optimizers';
import { expectNoLeak } from '@tenonjs/testing';
import { tensor2d } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { inMemory } from '../../testing/blobs.js';
import { sequential } from '../sequential.js';
import { load } from '../serialization/load.js';
import { apply } from './apply.js';
import { graph } from './graph.js';
import { input } from './input.js';
import type { Node, SymbolicTensor } from './symbolic.js';

const a = input({ shape: [2], name: 'a' });
const b = input({ shape: [2], name: 'b' });
const out = (x: SymbolicTensor, name = 'out'): SymbolicTensor => apply(dense({ units: 1, name }), x);

/** Two inputs, two outputs; its weights are made when they are asked for. */
const pair = () => graph({ inputs: [a, b], outputs: [out(a, 'first'), out(b, 'second')] });

describe('a graph that cannot be is refused in one sentence', () => {
  test.each<[string, () => unknown, string]>([
    [
      'a shape that is none',
      () => input({ shape: [28, 0], name: 'image' }),
      'image: shape must hold positive integers, or null where a size may vary, got [28, 0].',
    ],
    [
      'a dtype that is none',
      () => input({ shape: [1], dtype: 'string' as never }),
      'input: dtype must be "float32" or "int32" or "bool", got "string".',
    ],
    [
      'another rank than the layer takes',
      () => apply(conv2d({ filters: 1, kernelSize: 3, name: 'edges' }), a),
      'edges: input must have rank 4 [batch, height, width, channels], got shape [null, 2].',
    ],
    [
      'shapes that do not go together',
      () => apply(add({ name: 'sum' }), [a, input({ shape: [3] })]),
      'sum: inputs must have one shape or broadcast to it, got shapes [null, 2] and [null, 3].',
    ],
    [
      'several inputs for a layer of one',
      () => apply(dense({ units: 1, name: 'one' }) as never, [a, b] as never),
      'one: it takes one input, got 2.',
    ],
    [
      'one input for a layer of several',
      () => apply(add({ name: 'sum' }), a as never),
      'sum: input must be two or more tensors, got 1.',
    ],
    [
      'values where a tensor to come belongs',
      () => apply(dense({ units: 1 }), tensor2d([[1, 2]]) as never),
      'dense: it is applied to what input() or apply() gave, got a tensor; use its call for values.',
    ],
    [
      'what is no layer',
      () => apply('dense' as never, a as never),
      'apply: layer must be a layer such as dense({ units: 1 }), got string.',
    ],
    [
      'a disconnected graph',
      () => graph({ inputs: a, outputs: apply(add({ name: 'sum' }), [a, b]) }),
      'graph: the output of sum needs the input b, which is not among the inputs a.',
    ],
    [
      'an input that leads nowhere',
      () => graph({ inputs: [a, b], outputs: out(a), name: 'net' }),
      'net: the input b leads to no output; leave it out.',
    ],
    [
      'an input given twice',
      () => graph({ inputs: [a, a], outputs: out(a) }),
      'graph: each input may be given once, but a is given twice.',
    ],
    [
      'an input from the middle',
      () => graph({ inputs: out(a, 'middle'), outputs: out(a) }),
      'graph: inputs must be made by input(), got the output of middle.',
    ],
    [
      'a layer for an output',
      () => graph({ inputs: a, outputs: dense({ units: 1 }) as never }),
      'graph: outputs must be what input() or apply() gave, or several of them in an array or by name.',
    ],
    [
      'duplicate names',
      () => graph({ inputs: a, outputs: apply(add(), [out(a, 'same'), out(a, 'same')]) }),
      'graph: layer names must be unique, got "same" twice.',
    ],
    [
      'a cycle',
      () => {
        const first = out(a, 'first');
        const second = out(apply(add({ name: 'sum' }), [first, a]) && first, 'second');
        // Tensors are made after what they come from; only a hand can tie such a knot.
        (first.node as { inputs: Node['inputs'] }).inputs = [second];
        return graph({ inputs: a, outputs: second });
      },
      'graph: the graph has a cycle: second → first → second.',
    ],
    [
      'two losses for one output',
      () =>
        graph({ inputs: a, outputs: out(a) }).compile({
          optimizer: sgd(),
          loss: [meanSquaredError, meanSquaredError] as never,
        }),
      'compile: an output takes one loss, but out is given 2.',
    ],
    [
      'two losses for the output of a sequential',
      () =>
        sequential([dense({ units: 1, name: 'last' })]).compile({
          optimizer: sgd(),
          loss: [meanSquaredError, meanSquaredError] as never,
        }),
      'compile: an output takes one loss, but last is given 2.',
    ],
    [
      'more losses than outputs',
      () => pair().compile({ optimizer: sgd(), loss: [meanSquaredError, meanSquaredError, meanSquaredError] as never }),
      'compile: loss must be 2 in an array, one for each output (first, second), got 3.',
    ],
    [
      'a loss for an output that is none',
      () => pair().compile({ optimizer: sgd(), loss: { first: meanSquaredError, third: meanSquaredError } }),
      'compile: loss is given for "third", but the outputs are first, second.',
    ],
    [
      'no loss at all',
      () => pair().compile({ optimizer: sgd(), loss: [null, null] }),
      'compile: at least one of first, second must have a loss.',
    ],
    [
      'a weight that is no number',
      () => pair().compile({ optimizer: sgd(), loss: meanSquaredError, lossWeights: { first: Number.NaN } }),
      'compile: lossWeights of first must be a number, got NaN.',
    ],
    [
      'metrics that are not in an array',
      () => pair().compile({ optimizer: sgd(), loss: meanSquaredError, metrics: { first: accuracy() as never } }),
      'compile: metrics of first must be in an array, got object.',
    ],
    [
      'one metric for two outputs',
      () => {
        const metric = accuracy();
        pair().compile({ optimizer: sgd(), loss: meanSquaredError, metrics: [[metric], [metric]] });
      },
      'compile: accuracy is given to first and to second; make one for each.',
    ],
  ])('%s', (_, run, message) => {
    expect(run).toThrow(new RegExp(`^${message.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`));
  });
});

describe('data that do not fit are refused before any work', () => {
  const tokens = input({ shape: [2], dtype: 'int32', name: 'tokens' });
  const x = [[1, 2]];
  const y = [[1]];
  const embedded = apply(embedding({ inputDim: 5, outputDim: 1 }), tokens);

  test.each<[string, (model: ReturnType<typeof pair>) => unknown, string]>([
    [
      'one array for two inputs',
      (m) => m.predict(new Float32Array(2) as never),
      'predict: x must be given for each input, in an array or by name: { a, b }.',
    ],
    [
      'too few inputs',
      (m) => m.predict([x] as never),
      'predict: x must be 2 in an array, one for each input (a, b), got 1.',
    ],
    ['an unknown name', (m) => m.predict({ a: x, c: x }), 'predict: x is given for "c", but the inputs are a, b.'],
    ['a missing name', (m) => m.predict({ a: x }), 'predict: x lacks the input "b".'],
    [
      'another shape',
      (m) => m.predict([x, [[1, 2, 3]]]),
      'predict: the model takes "b" of shape [batch, 2], but what came has shape [1, 3].',
    ],
    ['unequal samples', (m) => m.fit([x, [...x, ...x]], [y, y]), 'fit: x.a has 1 samples but x.b has 2.'],
    ['targets missing', (m) => m.fit([x, x], { first: y }), 'fit: y of second is missing.'],
    [
      'targets of another length',
      (m) => m.evaluate([x, x], [y, [...y, ...y]]),
      'evaluate: x.a has 1 samples but y.second has 2.',
    ],
    [
      'class weights',
      (m) => m.fit([x, x], [y, y], { classWeight: { 0: 1 } }),
      'fit: classWeight needs a model with one output; give sampleWeight.',
    ],
    [
      'values that are not numbers',
      (m) => m.predict([x, 'x' as never]),
      'predict: x.b must be a tensor, { data, shape }, a typed array or nested arrays, got string.',
    ],
  ])('%s', async (_, run, message) => {
    const model = pair();
    model.compile({ optimizer: sgd(), loss: meanSquaredError });
    await expect(run(model)).rejects.toThrow(new RegExp(`^${message.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`));
    model.dispose();
  });

  test('a dtype, of arrays and of tensors', async () => {
    const model = graph({ inputs: tokens, outputs: embedded });
    await expect(
      model.predict([
        [1, 2],
        [3, 0.5],
      ]),
    ).rejects.toThrow('predict: the input "tokens" takes integers (int32), got 0.5 at sample 1.');
    const floats = tensor2d([[1, 2]]);
    await expectNoLeak(() =>
      expect(() => model.call(floats)).toThrow('graph: the input "tokens" takes int32, got float32.'),
    );
    (await model.predict([[1, 2]])).dispose();
    const integers = tensor2d([[1, 2]], [1, 2], 'int32');
    const points = graph({ inputs: a, outputs: out(a) });
    points.call(integers).dispose();
    for (const owned of [floats, integers, model, points]) owned.dispose();
  });

  test('a call with fewer inputs or masks than there are, or of another shape', () => {
    const model = pair();
    const values = tensor2d([[1, 2]]);
    expect(() => model.call([values])).toThrow('graph: it takes 2 inputs (a, b), got 1.');
    expect(() => model.call([values, values], { masks: [null] })).toThrow(
      'graph: masks must be 2, one or null for each input, got 1.',
    );
    expect(() =>
      model.outputShape([
        [null, 2],
        [null, 3],
      ]),
    ).toThrow('graph: the input "b" takes shape [null, 2], got [null, 3].');
    values.dispose();
    model.dispose();
  });

  test('a damaged file', async () => {
    const model = pair();
    const storage = inMemory();
    await model.save(storage);
    model.dispose();
    const saved = JSON.parse(new TextDecoder().decode(storage.files['model.json']));
    saved.model.config.nodes[2].inputs = [3, 0];
    storage.files['model.json'] = new TextEncoder().encode(JSON.stringify(saved));
    await expect(load(storage, { dense })).rejects.toThrow(
      'load: the model is made of graph too; name them: load(storage, { dense, graph }).',
    );
    await expect(load(storage, { dense, graph })).rejects.toThrow(
      'graph: the graph is damaged or has a cycle: application 2 takes output 0 of application 3, which does not come before it.',
    );
  });
});
