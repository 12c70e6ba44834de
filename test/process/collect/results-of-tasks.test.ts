import { mkdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadResultsReader } from '../../../src/process/results/load-reader.ts';
import { bench, task } from '../step-harness.ts';

const XML = `<testsuite name="api" tests="2" failures="1"><testcase name="one"/><testcase name="two"><failure message="no sw0rdfish-42"/></testcase></testsuite>`;
const results = await loadResultsReader();

describe.skipIf(process.platform === 'win32')('results of a task', () => {
  it('are part of what it left behind', async () => {
    const { step, processes, file } = bench({ results });
    mkdirSync(file('out'));
    const work = task(`echo '${XML}' > out/api.xml`, { results: 'out/*.xml' });
    await step(work);
    const left = processes.collect(work, 1);
    expect(left.results).toMatchObject({
      tests: 2,
      failed: 1,
      skipped: 0,
      failures: [{ name: expect.stringContaining('two'), message: 'no sw0rdfish-42' }],
    });
    expect(left.resultsProblem).toBeUndefined();
  });

  it('of an earlier attempt or run are a problem if it exits with 0', async () => {
    const { step, processes, file } = bench({ results });
    writeFileSync(file('old.xml'), XML);
    const work = task('true', { results: 'old.xml' });
    await step(work);
    expect(processes.collect(work, 1).resultsProblem).toMatch(/old\.xml.*from before it started/);
    const writing = task(`echo '${XML}' > old.xml`, { results: 'old.xml' });
    await step(writing, 0, 2);
    expect(processes.collect(writing, 2)).toMatchObject({ results: { tests: 2 } });
    await step(work, 0, 3);
    expect(processes.collect(work, 3).resultsProblem).toMatch(/from before it started/);
  });

  it('that are missing are no problem if it fails anyway', async () => {
    const { step, processes } = bench({ results });
    const work = task('exit 1', { results: 'none.xml' });
    await step(work);
    const left = processes.collect(work, 1);
    expect(left.results).toBeUndefined();
    expect(left.resultsProblem).toBeUndefined();
    const fine = task('true', { results: 'none.xml' });
    await step(fine);
    expect(processes.collect(fine, 1).resultsProblem).toContain('none.xml');
  });

  it('are read after a failure, too', async () => {
    const { step, processes } = bench({ results });
    const work = task(`echo '${XML}' > out.xml; exit 1`, { results: 'out.xml' });
    await step(work);
    expect(processes.collect(work, 1).results).toMatchObject({ tests: 2, failed: 1 });
  });
});
