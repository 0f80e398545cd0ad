import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { name: 'distributed-cnn', testTimeout: 180_000 } });
