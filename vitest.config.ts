import { defineConfig } from 'vitest/config';

const server = { deps: { inline: ['@actions/expressions'] } };
const times = { testTimeout: 30_000, hookTimeout: 30_000 };

/**
 * What starts whole missions, services, workflows and browsers comes last and one file at a time: the examples measure
 * response times and rate limits for real, and must not measure our other tests.
 */
const WHOLE = ['test/e2e/**/*.test.ts', 'test/examples/**/*.test.ts', 'test/browser/**/*.test.ts'];

export default defineConfig({
  test: {
    reporters: ['default', ['json', { outputFile: 'test-results/vitest.json' }]],
    projects: [
      {
        test: {
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: WHOLE,
          ...times,
          server,
        },
      },
      {
        test: {
          name: 'whole',
          include: WHOLE,
          // A measurement on a machine that others use too: what is broken fails every time, what was disturbed does not.
          retry: 2,
          fileParallelism: false,
          ...times,
          server,
        },
      },
    ],
  },
});
