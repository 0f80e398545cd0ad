// Stands in for what is left out of a bundle.
export default undefined;
export const wasmWorkerContents = '';
