import { cast, engine, eye, matMul, reshape, type Tensor } from '@tensorflow/tfjs-core';

interface Attrs {
  readonly alignCorners: boolean;
  readonly halfPixelCenters: boolean;
  readonly size: [number, number];
}

/**
 * The gradient of a resize by products, for backends without its kernel: a resize is linear, and one along each axis,
 * so resizing the identity gives its matrices.
 */
export function unresize(kernelName: string, dy: Tensor, images: Tensor, attrs: Attrs): Tensor {
  const { alignCorners, halfPixelCenters } = attrs;
  const [batch, height, width, channels] = images.shape as [number, number, number, number];
  const [tall, wide] = [dy.shape[1]!, dy.shape[2]!];
  const matrix = (from: number, to: number): Tensor =>
    reshape(
      engine().runKernel<Tensor>(
        kernelName,
        { images: reshape(cast(eye(from), 'float32'), [1, from, 1, from]) },
        { alignCorners, halfPixelCenters, size: [to, 1] },
      ),
      [to, from],
    );
  const columns = matMul(matrix(height, tall), reshape(dy, [batch, tall, wide * channels]), true);
  const rows = matMul(matrix(width, wide), reshape(columns, [batch * height, wide, channels]), true);
  return reshape(rows, images.shape);
}
