import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    pool: 'forks',
    // Long random lives, and fences that read every file, on a machine that does other things too.
    testTimeout: 30_000,
    projects: [
      { extends: true, test: { name: 'fences', include: ['test/fences/**/*.test.ts'], sequence: { groupOrder: 1 } } },
      { extends: true, test: { name: 'core', include: ['test/core/**/*.test.ts'], sequence: { groupOrder: 1 } } },
      {
        extends: true,
        test: { name: 'definition', include: ['test/infra/definition/**/*.test.ts'], sequence: { groupOrder: 1 } },
      },
      {
        extends: true,
        test: {
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: ['test/fences/**', 'test/core/**', 'test/infra/definition/**'],
          globalSetup: ['test/support/globalSetup.ts'],
          fileParallelism: false,
          testTimeout: 90_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
