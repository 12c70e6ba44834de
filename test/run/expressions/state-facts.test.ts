import { describe, expect, it } from 'vitest';
import { isRunning, taskFactsOf } from '../../../src/run/expressions/state-facts.ts';
import { buildMission, task } from '../../build-mission.ts';
import { drive } from '../../schedule/drive.ts';

const mission = buildMission({
  tasks: [
    task('build (a)', { matrix: { x: 'a' } }),
    task('build (b)', { matrix: { x: 'b' } }),
    task('other', { continueOnError: true }),
  ],
});

describe('the context `tasks`', () => {
  it('contains the current status of each task', () => {
    const run = drive(mission);
    const facts = taskFactsOf(run.state);
    expect(facts.other).toEqual({ status: 'pending', outputs: {} });
    run.start();
    expect(facts.other?.status).toBe('running');
    run.advance(2_500);
    run.exit('other', 1);
    expect(facts.other).toEqual({ status: 'failed', result: 'success', outputs: {}, duration: 2.5 });
  });

  it('contains a matrix as a whole: running while a combination runs, then the worst result', () => {
    const run = drive(mission);
    run.start();
    const facts = taskFactsOf(run.state);
    run.exit('build (a)');
    expect(facts.build).toEqual({ status: 'running', outputs: {} });
    expect(isRunning(run.state, 'build')).toBe(true);
    run.advance(1_000);
    run.exit('build (b)', 1);
    expect(facts.build).toEqual({ status: 'failed', result: 'failure', outputs: {}, duration: 1 });
    expect(facts['build (a)']?.result).toBe('success');
    expect(isRunning(run.state, 'build')).toBe(false);
    expect(isRunning(run.state, 'other')).toBe(true);
    expect(isRunning(run.state, 'unknown')).toBe(false);
  });

  it('merges the outputs of a matrix: the last combination wins', () => {
    const run = drive(mission);
    run.start();
    for (const [id, port] of [
      ['build (a)', '1'],
      ['build (b)', '2'],
    ] as const) {
      const left = { logTail: '', logBytes: 0, outputs: { port, [id]: 'yes' } };
      run.observe({ type: 'step-exited', at: 0, id, step: 0, exitCode: 0, left });
    }
    expect(taskFactsOf(run.state).build?.outputs).toEqual({ port: '2', 'build (a)': 'yes', 'build (b)': 'yes' });
  });
});
