import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../src/schedule/events/event.ts';
import { apply } from '../../../src/schedule/state/apply.ts';
import { begin } from '../../../src/schedule/state/begin.ts';
import type { Conditions, Verdict } from '../../../src/schedule/state/state.ts';
import { transition } from '../../../src/schedule/transition.ts';
import { buildMission, MACHINE, task, test } from '../../build-mission.ts';
import { drive, endOf, launched, only } from '../drive.ts';

const off = { gate: 'off' } as const;

describe('needs-any', () => {
  it('triggers at the first that completes, once', () => {
    const run = drive(buildMission({ tasks: [task('A'), task('B'), task('C', { needsAny: ['A', 'B'] })] }));
    run.start();
    expect(launched(run.exit('B'))).toEqual(['C']);
    expect(only(run.journal, 'triggered').at(-1)).toMatchObject({ id: 'C', by: 'B' });
    run.exit('A');
    run.exit('C');
    expect(only(run.journal, 'admitted')).toHaveLength(3);
    expect(run.state.result).toBe('succeeded');
  });

  it('waits for needs too, whichever comes last', () => {
    const mission = buildMission({
      tasks: [task('A'), task('B'), task('N'), task('C', { needs: ['N'], needsAny: ['A', 'B'] })],
    });
    const first = drive(mission);
    first.start();
    expect(launched(first.exit('A'))).toEqual([]);
    expect(launched(first.exit('N'))).toEqual(['C']);
    const second = drive(mission);
    second.start();
    expect(launched(second.exit('N'))).toEqual([]);
    expect(launched(second.exit('A'))).toEqual(['C']);
  });

  it('looks at how the first one ended', () => {
    const run = drive(buildMission({ tasks: [task('A'), task('B'), task('C', { needsAny: ['A', 'B'] })] }));
    run.start();
    run.exit('A', 1);
    expect(endOf(run, 'C')).toEqual({ id: 'C', status: 'skipped', reason: 'A failed' });
  });
});

describe('locks and priority', () => {
  it('never give one lock to two tasks, and let tasks without it pass', () => {
    const locked = { locks: ['database'] };
    const run = drive(buildMission({ tasks: [task('A', locked), task('B', locked), task('C')] }));
    expect(launched(run.start())).toEqual(['A', 'C']);
    expect(only(run.journal, 'deferred')[0]).toMatchObject({
      ids: ['B'],
      reason: 'lock',
      detail: 'lock database is held by A',
    });
    expect(launched(run.exit('A'))).toEqual(['B']);
  });

  it('hold back no other task, however long a task waits for a lock', () => {
    const run = drive(
      buildMission({
        tasks: [
          task('A', { locks: ['x'] }),
          task('B', { locks: ['x'] }),
          ...['C', 'D', 'E', 'F', 'G'].map((id) => task(id)),
        ],
        admission: { workers: { caution: 2, limit: 2 } },
      }),
    );
    run.start();
    for (const id of ['C', 'D', 'E', 'F']) run.exit(id);
    expect(launched(run.journal)).toEqual(['A', 'C', 'D', 'E', 'F', 'G']);
  });

  it('put the higher priority first among tasks with an equally long path', () => {
    const run = drive(
      buildMission({
        tasks: [task('low', { priority: -1 }), task('plain'), task('high', { priority: 5 })],
        admission: { workers: { caution: 1, limit: 1 } },
      }),
    );
    run.start();
    run.exit('high');
    run.exit('plain');
    expect(launched(run.journal)).toEqual(['high', 'plain', 'low']);
  });
});

describe('deploy: while-running', () => {
  const mission = buildMission({
    tasks: [task('A'), test('W', { supports: 'A', deploy: 'while-running' })],
    admission: off,
  });

  it('is stopped when the supported task ends, and is then not needed', () => {
    const run = drive(mission);
    run.start();
    const events = run.exit('A');
    expect(only(events, 'stopping')).toEqual([{ type: 'stopping', at: 0, id: 'W', cause: 'not-needed' }]);
    run.die('W', 'SIGTERM');
    expect(endOf(run, 'W')).toEqual({ id: 'W', status: 'not-needed', reason: 'stopped when A had ended' });
    expect(run.state.result).toBe('succeeded');
  });

  it('may end by itself before the supported task', () => {
    const run = drive(mission);
    run.start();
    run.exit('W', 1);
    expect(endOf(run, 'W')?.status).toBe('failed');
    run.exit('A');
    expect(run.state.result).toBe('failed');
  });
});

describe('conditions', () => {
  function play(conditions: Conditions, exitCode = 0) {
    const mission = buildMission({
      tasks: [task('A'), task('B', { needs: ['A'], if: 'asked' }), task('C', { needs: ['B'] })],
      admission: { workers: { caution: 1, limit: 1 } },
    });
    const state = begin(mission, MACHINE, conditions);
    const events = [];
    const observe = (observation: Observation): void => {
      events.push(...transition(state, observation, undefined).events);
    };
    observe({
      type: 'mission-started',
      at: 0,
      journal: 1,
      started: '2026-01-01T00:00:00.000Z',
      file: 'm.yml',
      root: '/',
      mission,
      machine: MACHINE,
    });
    observe({ type: 'step-exited', at: 1, id: 'A', step: 0, exitCode });
    return state;
  }

  it.each<[Verdict, string]>([
    [{ type: 'run' }, 'running'],
    [{ type: 'skip', reason: 'its condition is false' }, 'skipped'],
    [{ type: 'fail', reason: 'its condition cannot be evaluated' }, 'failed'],
  ])('%j', (verdict, expected) => {
    const state = play(() => verdict);
    const task = state.tasks.get('B');
    expect(task?.phase === 'ended' ? task.status : task?.phase).toBe(expected);
  });

  it('replace the default of success() over the needs', () => {
    const state = play(() => ({ type: 'run' }), 1);
    expect(state.tasks.get('B')?.phase).toBe('running');
  });

  it('are evaluated when triggered and again right before the launch', () => {
    let asked = 0;
    const conditions: Conditions = () => {
      asked += 1;
      return asked === 1 ? { type: 'run' } : { type: 'skip', reason: 'it stopped holding' };
    };
    const state = play(conditions);
    expect(asked).toBe(2);
    expect(state.tasks.get('B')).toEqual({ phase: 'ended', status: 'skipped' });
    expect(state.tasks.get('C')).toEqual({ phase: 'ended', status: 'skipped' });
    expect(state.result).toBe('succeeded');
  });

  it('see the outputs of tasks', () => {
    const mission = buildMission({ tasks: [task('A')] });
    const state = begin(mission, MACHINE);
    const left = { logTail: '', logBytes: 0, outputs: { port: '8080' } };
    apply(state, { type: 'step-exited', at: 1, id: 'A', step: 0, exitCode: 0, left });
    expect(state.outputs.get('A')).toEqual({ port: '8080' });
  });

  it('fail their task if nothing can evaluate them', () => {
    const run = drive(buildMission({ tasks: [task('A', { paths: ['src/**'] })] }));
    run.start();
    expect(endOf(run, 'A')).toMatchObject({ status: 'failed', reason: 'the condition of A cannot be evaluated here' });
  });
});

describe('results and outputs', () => {
  it.each([
    [
      { results: { tests: 3, failed: 1, skipped: 0, failures: [] } },
      'its results name 1 failed test, though it exited with 0',
    ],
    [{ resultsProblem: 'expected results at r.xml, found none' }, 'expected results at r.xml, found none'],
    [{ outputsRejected: 'MISSION_OUTPUT was rejected: line 2' }, 'MISSION_OUTPUT was rejected: line 2'],
  ])('that say otherwise fail a task that exited with 0', (left, reason) => {
    const run = drive(buildMission({ tasks: [task('A')] }));
    run.start();
    run.observe({
      type: 'step-exited',
      at: 0,
      id: 'A',
      step: 0,
      exitCode: 0,
      left: { logTail: '', logBytes: 0, ...left },
    });
    expect(endOf(run, 'A')).toEqual({ id: 'A', status: 'failed', reason });
  });
});
