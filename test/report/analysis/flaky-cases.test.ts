import { expect, test } from 'vitest';
import { bareCounts, countsText } from '../../../src/report/analysis/test-results.ts';

test('F104 flaky test cases are counted in every report, and left out if there are none', () => {
  expect(countsText({ tests: 5, failed: 0, skipped: 1, flaky: 2 })).toBe('5 test cases, 1 skipped, 2 flaky');
  expect(bareCounts({ tests: 5, failed: 0, skipped: 0, flaky: 0 })).toBe('5');
  // Journals of older versions have no such number.
  expect(bareCounts({ tests: 5, failed: 1, skipped: 0 })).toBe('5, 1 failed');
});
