import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { name: 'end-to-end', testTimeout: 180_000 } });
