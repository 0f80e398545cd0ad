import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { name: 'browser-playground', testTimeout: 300_000, hookTimeout: 180_000 } });
