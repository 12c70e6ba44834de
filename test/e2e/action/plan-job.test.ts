import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Job, newJob, runStep } from './step.ts';

let job: Job;
beforeEach(() => {
  job = newJob();
});
afterEach(() => job.remove());

function plan(mission: string, runners: string) {
  job.write('mission.yml', mission);
  return runStep(job, 'action', { inputs: { mission: 'mission.yml', runners }, environment: {} });
}

const checks = `name: Checks
tasks:
  lint: { run: 'exit 1', expect: 5m, load: 100 }
  unit: { run: 'exit 1', expect: 5m, load: 100, runs-on: ubuntu-24.04-arm }
`;

describe('the input runners', () => {
  test('F386 plans, sets the outputs of the matrix and runs nothing', async () => {
    const { exitCode, outputs, log } = await plan(checks, 'auto');
    expect(exitCode).toBe(0);
    expect(outputs).toEqual({
      plan: '1: lint\n2 (ubuntu-24.04-arm): unit\n',
      parts: expect.any(String),
    });
    expect(JSON.parse(outputs.parts ?? '')).toEqual([
      { name: 'lint', part: '1/2' },
      { name: 'unit', part: '2/2', 'runs-on': 'ubuntu-24.04-arm' },
    ]);
    expect(log).toContain('2 parts:\n1: lint\n');
  });

  test('fails with more runners than there are parts', async () => {
    const { exitCode, outputs, messages } = await plan(checks, '3');
    expect(exitCode).toBe(1);
    expect(outputs).toEqual({ result: 'invalid' });
    expect(messages('error')).toEqual([expect.stringContaining('expected at most 2 runners, found 3')]);
  });

  test('refuses anything but a number and auto', async () => {
    const { outputs, messages } = await plan(checks, 'many');
    expect(outputs).toEqual({ result: 'invalid' });
    expect(messages('error').join('\n')).toContain(
      'Input `runners`: expected auto or a whole number from 1 to 256; found "many".',
    );
  });
});
