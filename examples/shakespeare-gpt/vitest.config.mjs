import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { name: 'shakespeare-gpt', testTimeout: 180_000 } });
