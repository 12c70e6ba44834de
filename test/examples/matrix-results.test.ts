import { afterEach, describe, expect, it } from 'vitest';
import { copyExample, type ExampleCopy } from './example-copy.ts';

const limit = { timeout: 60_000 };
const variants = ['esm, latin', 'esm, greek', 'esm, cyrillic', 'cjs, latin', 'cjs, greek', 'esm, all'];

let example: ExampleCopy;
afterEach(() => example.remove());

describe('the matrix mission', () => {
  it('builds and tests every variant, and shows the JUnit results in the reports', limit, async () => {
    example = copyExample('matrix-results');
    const run = await example.run();
    expect(run.exitCode, run.stdout).toBe(0);
    const statuses = run.statuses();
    for (const variant of variants) {
      expect(statuses[`build (${variant})`]).toBe('succeeded');
      expect(statuses[`unit (${variant})`]).toBe('succeeded');
    }
    expect(Object.keys(statuses).filter((id) => id.startsWith('build'))).toHaveLength(variants.length);
    expect(run.row('unit (esm, all)').results).toEqual({ tests: 14, failed: 0, skipped: 0 });
    expect(run.row('unit (esm, greek)').results).toMatchObject({ failed: 0, skipped: 2 });
    expect(run.finalReport()).toMatch(/\| Test cases \| 61, 10 skipped +\|/);
    expect(run.report('sizes')).toContain('| all |');
    expect(run.report('summary')).toContain('Nothing failed.');
  });

  it.each([
    { event: 'push', small: 'skipped' },
    { event: 'schedule', small: 'succeeded' },
  ])('on $event the small alphabets are $small', limit, async ({ event, small }) => {
    example = copyExample('matrix-results');
    const run = await example.run({ env: { GITHUB_EVENT_NAME: event } });
    expect(run.exitCode, run.stdout).toBe(0);
    expect(run.row('every-letter (latin)').status).toBe('succeeded');
    expect(run.row('every-letter (greek)').status).toBe(small);
    expect(run.row('every-letter (cyrillic)').status).toBe(small);
  });

  it('names the failed test cases of each variant, and still compares the variants that passed', limit, async () => {
    example = copyExample('matrix-results');
    example.alter('tables/greek.json', '"th"', '"t"');
    const run = await example.run();
    expect(run.exitCode).toBe(1);
    for (const variant of variants) {
      const failed = /greek|all/.test(variant);
      const row = run.row(`unit (${variant})`);
      expect(row.status).toBe(failed ? 'failed' : 'succeeded');
      expect(row.results?.failed).toBe(failed ? 1 : 0);
    }
    expect(run.finalReport()).toContain('Η θάλασσα');
    expect(run.row('formats').status).toBe('succeeded');
    expect(run.row('summary').status).toBe('succeeded');
    expect(run.report('summary')).toContain('Something failed.');
    expect(run.report('summary')).toMatch(/\| greek \| failed \| failed \| skipped \|/);
  });

  it('fails a test whose results contain a failure, even if it exits with 0', limit, async () => {
    example = copyExample('matrix-results');
    example.alter('tables/cyrillic.json', '"shch"', '"sch"');
    example.alter('mission.yml', '"$RESULTS" unit.test.mjs', '"$RESULTS" unit.test.mjs || true');
    const run = await example.run();
    expect(run.exitCode).toBe(1);
    expect(run.row('unit (esm, cyrillic)')).toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(/^\S.* \(.+\); its results name 1 failed test, though it exited with 0$/),
    });
    expect(run.row('unit (esm, latin)').status).toBe('succeeded');
  });

  it('skips only the tests of a variant that cannot be built', limit, async () => {
    example = copyExample('matrix-results');
    example.alter('tables/cyrillic.json', '"ж": "zh"', '"Ж": "zh"');
    const run = await example.run();
    expect(run.exitCode).toBe(1);
    expect(run.row('build (esm, cyrillic)').status).toBe('failed');
    expect(run.report('build@esm+cyrillic')).toContain('tables: expected lower-case keys in NFC, found Ж');
    expect(run.row('unit (esm, cyrillic)').status).toBe('skipped');
    expect(run.row('unit (esm, latin)').status).toBe('succeeded');
    expect(run.row('formats').status).toBe('succeeded');
    expect(run.row('summary').status).toBe('succeeded');
    // The variant with all alphabets has the same mistake, so there is nothing to compare.
    expect(run.row('sizes').status).toBe('skipped');
  });
});
