import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { name: 'mnist-cnn', testTimeout: 180_000 } });
