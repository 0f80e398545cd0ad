import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { name: 'spoken-digits-crnn', testTimeout: 180_000 } });
