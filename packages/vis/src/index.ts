export { type LearningCurvesOptions, learningCurves } from './learningCurves.js';
export type { TrainingHistory } from './panels.js';
export type { Picture } from './picture.js';
