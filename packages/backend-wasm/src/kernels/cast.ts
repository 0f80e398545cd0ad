import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type Kernel, stock } from '../kernel.js';
import { complex, real } from './complex.js';

/** tfjs's own knows no complex numbers, and cuts to a byte where truth values are asked for: 256 and 0.5 become false. */
export const cast: Kernel = (m, { x }, attrs) => {
  if (x.dtype === attrs.dtype) return stock(m, 'Reshape', { x }, { shape: x.shape });
  if (x.dtype === 'complex64') {
    const y = real(m, { input: x }, {}) as TensorInfo;
    const z = cast(m, { x: y }, attrs);
    m.backend.disposeData(y.dataId);
    return z;
  }
  if (attrs.dtype === 'complex64') {
    const [re, im] = [cast(m, { x }, { dtype: 'float32' }) as TensorInfo, m.zeros(x.shape)];
    const y = complex(m, { real: re, imag: im }, {});
    m.backend.disposeData(re.dataId);
    m.backend.disposeData(im.dataId);
    return y;
  }
  const y = m.make(x.shape, attrs.dtype);
  const [from, to] = [m.values(x), m.values(y)];
  if (attrs.dtype === 'bool') {
    for (let i = 0; i < to.length; i++) to[i] = from[i] === 0 ? 0 : 1;
  } else to.set(from);
  return y;
};
