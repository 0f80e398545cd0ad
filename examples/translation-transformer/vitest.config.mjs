import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { name: 'translation-transformer', testTimeout: 180_000 } });
