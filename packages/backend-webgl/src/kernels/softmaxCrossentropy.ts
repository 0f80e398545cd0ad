import type { Kernel } from '../kernel.js';

// Each row's largest logit and sum first, so that a probability reads three numbers and not its whole row.
export const softmaxCrossentropy: Kernel = (backend, { logits, labels }) => {
  const [rows, classes] = logits!.shape as [number, number];
  const stat = backend.runWebGLProgram(
    {
      variableNames: ['logits'],
      outputShape: [rows, 2],
      userCode: `
void main() {
  ivec2 rc = getOutputCoords();
  float most = getLogits(rc.x, 0);
  for (int c = 1; c < ${classes}; c++) { most = max(most, getLogits(rc.x, c)); }
  float sum = 0.;
  for (int c = 0; c < ${classes}; c++) { sum += exp(getLogits(rc.x, c) - most); }
  setOutput(rc.y == 0 ? most : sum);
}`,
    },
    [logits!],
    'float32',
  );
  const loss = backend.runWebGLProgram(
    {
      variableNames: ['logits', 'labels', 'stat'],
      outputShape: [rows],
      userCode: `
void main() {
  int i = getOutputCoords();
  int label = int(getLabels(i));
  bool known = label >= 0 && label < ${classes};
  setOutput(known ? log(getStat(i, 1)) - (getLogits(i, label) - getStat(i, 0)) : NAN);
}`,
    },
    [logits!, labels!, stat],
    'float32',
  );
  const probabilities = backend.runWebGLProgram(
    {
      variableNames: ['logits', 'stat'],
      outputShape: [rows, classes],
      userCode: `
void main() {
  ivec2 rc = getOutputCoords();
  setOutput(exp(getLogits(rc.x, rc.y) - getStat(rc.x, 0)) / getStat(rc.x, 1));
}`,
    },
    [logits!, stat],
    'float32',
  );
  backend.disposeIntermediateTensorInfo(stat);
  return [loss, probabilities];
};
