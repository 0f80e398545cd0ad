import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { name: 'gdp-rnn', testTimeout: 180_000 } });
