import { defineConfig } from 'vitest/config';
import { RetriesReporter } from './test/suite/retries.ts';

const shared = {
  testTimeout: 30_000,
  hookTimeout: 30_000,
  setupFiles: 'test/suite/name-test.ts',
  server: { deps: { inline: ['@actions/expressions'] } },
};

/** Tests that start whole missions, services, workflows and browsers. */
const WHOLE = ['test/e2e/**/*.test.ts', 'test/examples/**/*.test.ts', 'test/browser/**/*.test.ts'];

/** Tests that load the machine on purpose. They run last and one file at a time, so that they do not disturb other tests. */
const ALONE = ['test/e2e/faults.test.ts'];

/**
 * Tests that assert measured figures: shares of a CPU, response times, rates, the time to draw a page. They also run last
 * and one file at a time. Only these are retried, because another program on the machine can disturb a measurement; a
 * defect fails all three attempts. The end of `.ci/run` lists each retry.
 */
const MEASURED = [
  'test/browser/large.test.ts',
  'test/e2e/stress.test.ts',
  'test/examples/api-service.test.ts',
  'test/examples/control-center.test.ts',
  'test/examples/control-center-fixes.test.ts',
];

export default defineConfig({
  test: {
    reporters: [
      'default',
      ['json', { outputFile: 'test-results/vitest.json' }],
      new RetriesReporter('test-results/retries.json'),
    ],
    globalSetup: 'test/suite/no-leftovers.ts',
    // Most tests wait for processes most of the time.
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...shared,
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: [...WHOLE, ...ALONE, ...MEASURED],
        },
      },
      { test: { ...shared, name: 'whole', include: WHOLE, exclude: [...ALONE, ...MEASURED] } },
      { test: { ...shared, name: 'alone', include: ALONE, fileParallelism: false } },
      { test: { ...shared, name: 'measured', include: MEASURED, fileParallelism: false, retry: 2 } },
    ],
  },
});
