/** The project of the backend matrix that is running: `cpu`, `wasm` (our kernels) or `wasm-stock`. */
export const backendName: string = process.env.TENON_BACKEND ?? 'cpu';
