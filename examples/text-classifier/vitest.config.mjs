import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { name: 'text-classifier', testTimeout: 180_000 } });
