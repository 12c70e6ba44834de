import { defineConfig } from 'vitest/config';
import { RetriesReporter } from './test/suite/retries.ts';

const server = { deps: { inline: ['@actions/expressions'] } };
const times = { testTimeout: 30_000, hookTimeout: 30_000 };
const setupFiles = 'test/suite/name-test.ts';

/** What starts whole missions, services, workflows and browsers. */
const WHOLE = ['test/e2e/**/*.test.ts', 'test/browser/**/*.test.ts'];

/**
 * What measures the machine for real comes last and one file at a time: the examples measure response times and rate limits,
 * the others load the machine on purpose, and none of it must meet our other tests.
 */
const ALONE = [
  'test/examples/**/*.test.ts',
  'test/e2e/stress.test.ts',
  'test/e2e/stress/*.test.ts',
  'test/e2e/faults.test.ts',
];

// A measurement on a machine that others use too: what is broken fails every time, what was disturbed does not.
const retry = 2;

export default defineConfig({
  test: {
    reporters: [
      'default',
      ['json', { outputFile: 'test-results/vitest.json' }],
      new RetriesReporter('test-results/retries.json'),
    ],
    globalSetup: 'test/suite/no-leftovers.ts',
    // Most of them wait for processes most of the time.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: [...WHOLE, ...ALONE],
          ...times,
          server,
          setupFiles,
        },
      },
      {
        test: { name: 'whole', include: WHOLE, exclude: ALONE, retry, ...times, server, setupFiles },
      },
      {
        test: { name: 'alone', include: ALONE, retry, fileParallelism: false, ...times, server, setupFiles },
      },
    ],
  },
});
