import { describe, expect, it } from 'vitest';
import { buildMission, MINUTE, type TaskDraft, task, test } from '../build-mission.ts';
import { drive, endOf, launched, only } from './drive.ts';

describe('triggers', () => {
  it('launches a test when its need has completed, not before', () => {
    const run = drive(buildMission({ tasks: [task('L2.1'), task('L2.2'), test('L3.1', { needs: ['L2.1'] })] }));
    expect(launched(run.start())).toEqual(['L2.1', 'L2.2']);
    run.advance(1_000);
    run.show({ cpu: 10, memory: 10 });
    const events = run.exit('L2.1');
    expect(events.map((event) => event.type)).toEqual(['step-exited', 'ended', 'triggered', 'checked', 'admitted']);
    expect(only(events, 'triggered')).toEqual([{ type: 'triggered', at: 1_000, id: 'L3.1', by: 'L2.1' }]);
    expect(run.effects.at(-1)).toEqual({ type: 'start', id: 'L3.1', attempt: 1, step: 0 });
  });

  it('triggers tasks without needs at the start, without a cause', () => {
    const run = drive(buildMission({ tasks: [task('L2.1')] }));
    expect(only(run.start(), 'triggered')).toEqual([{ type: 'triggered', at: 0, id: 'L2.1' }]);
  });

  it('waits for every id of a list and names the last to complete', () => {
    const run = drive(
      buildMission({ tasks: [task('A'), task('B'), task('C'), task('D', { needs: ['A', 'B', 'C'] })] }),
    );
    run.start();
    expect(launched(run.exit('C'))).toEqual([]);
    expect(launched(run.exit('A'))).toEqual([]);
    const events = run.exit('B');
    expect(launched(events)).toEqual(['D']);
    expect(only(events, 'triggered')[0]).toMatchObject({ id: 'D', by: 'B' });
  });

  it('triggers several tasks at one instant, with one check for all', () => {
    const followers = ['B', 'C', 'D'].map((id) => task(id, { needs: ['A'] }));
    const run = drive(buildMission({ tasks: [task('A'), ...followers] }));
    run.start();
    const events = run.exit('A');
    expect(launched(events)).toEqual(['B', 'C', 'D']);
    expect(only(events, 'checked')).toHaveLength(1);
  });

  it.each([
    ['A', 'B'],
    ['B', 'A'],
  ])('takes an id that is listed twice as listed once, whether %s or %s ends first', (first, last) => {
    const run = drive(buildMission({ tasks: [task('A'), task('B'), task('C', { needs: ['A', 'A', 'B'] })] }));
    run.start();
    expect(launched(run.exit(first))).toEqual([]);
    const events = run.exit(last);
    expect(only(events, 'triggered')).toHaveLength(1);
    expect(launched(events)).toEqual(['C']);
  });

  it('skips more tasks at one instant than a call can take arguments', () => {
    const followers = Array.from({ length: 130_000 }, (_, index) => task(`T${index}`, { needs: ['A'] }));
    const run = drive(buildMission({ tasks: [task('A'), ...followers] }));
    run.start();
    expect(only(run.exit('A', 1), 'ended')).toHaveLength(130_001);
  });

  it('skips a task once if it lists a failed need twice', () => {
    const run = drive(buildMission({ tasks: [task('A'), task('C', { needs: ['A', 'A'] })] }));
    run.start();
    expect(only(run.exit('A', 1), 'ended').map((event) => event.id)).toEqual(['A', 'C']);
  });

  it('shares one counter among all tests that need `tasks`, also after a round trip through JSON', () => {
    const mission = buildMission({
      tasks: [task('A'), task('B'), test('T1', { needs: 'tasks' }), test('T2', { needs: 'tasks' })],
    });
    expect(drive(mission).state.plan.groups).toEqual([{ needs: ['A', 'B'], members: [2, 3] }]);
    const copied = drive(JSON.parse(JSON.stringify(mission)));
    expect(copied.state.plan.groups).toEqual([{ needs: ['A', 'B'], members: [2, 3] }]);
    expect(copied.state.open).toEqual([2]);
  });

  it('launches a test that needs `tasks` after the last task, not after other tests', () => {
    const run = drive(
      buildMission({
        tasks: [task('A'), task('B'), test('T', { needs: ['A'] }), test('ALL', { needs: 'tasks' })],
      }),
    );
    run.start();
    run.show({ cpu: 10, memory: 10 });
    run.exit('A');
    expect(launched(run.exit('B'))).toEqual(['ALL']);
    expect(run.state.tasks.get('T')?.phase).toBe('running');
  });
});

describe('launch order', () => {
  const order = (tasks: readonly TaskDraft[]): readonly string[] => {
    const run = drive(buildMission({ tasks, admission: { gate: 'off', workers: { caution: 100, limit: 100 } } }));
    return launched(run.start());
  };

  it('puts the longest remaining path first', () => {
    const tasks = [
      task('short', { expect: MINUTE }),
      task('head', { expect: MINUTE }),
      task('long', { expect: 5 * MINUTE }),
      task('tail', { expect: 10 * MINUTE, needs: ['head'] }),
    ];
    expect(order(tasks)).toEqual(['head', 'long', 'short']);
  });

  it('counts a path through a shared list and several levels', () => {
    const tasks = [
      task('A', { expect: 3 * MINUTE }),
      task('B', { expect: MINUTE }),
      task('C', { expect: MINUTE, needs: ['B'] }),
      task('D', { expect: MINUTE, needs: ['C', 'A'] }),
      task('E', { expect: 5 * MINUTE, needs: ['B'] }),
    ];
    expect(order(tasks)).toEqual(['B', 'A']);
  });

  it('puts tests that support a task first, then tests before tasks, then the order of the file', () => {
    const same = { expect: MINUTE };
    const tasks = [
      task('task 1', same),
      task('task 2', same),
      task('task that supports', { ...same, supports: 'task 1' }),
      test('test 1', same),
      test('test 2', same),
      test('test that supports', { ...same, supports: 'task 1' }),
    ];
    expect(order(tasks)).toEqual(['test that supports', 'task that supports', 'test 1', 'test 2', 'task 1', 'task 2']);
  });

  it('uses the median of the declared times for a task without one', () => {
    const tasks = [
      task('one', { expect: MINUTE }),
      task('unknown'),
      task('five', { expect: 5 * MINUTE }),
      task('three', { expect: 3 * MINUTE }),
    ];
    expect(order(tasks)).toEqual(['five', 'unknown', 'three', 'one']);
  });
});

describe('the effect of an end on other tasks', () => {
  it('skips a task whose need failed, and names the need', () => {
    const run = drive(buildMission({ tasks: [task('A'), task('B', { needs: ['A'] }), task('C', { needs: ['B'] })] }));
    run.start();
    const events = run.exit('A', 7);
    expect(endOf(run, 'A')).toEqual({ id: 'A', status: 'failed', reason: 'it exited with code 7', failedStep: 0 });
    expect(endOf(run, 'B')).toEqual({ id: 'B', status: 'skipped', reason: 'A failed' });
    expect(endOf(run, 'C')).toEqual({ id: 'C', status: 'skipped', reason: 'B was skipped' });
    expect(events.at(-1)).toEqual({ type: 'mission-ended', at: 0, result: 'failed' });
  });

  it('names the signal that ended a step, not an exit code', () => {
    const run = drive(buildMission({ tasks: [task('A'), task('B')] }));
    run.start();
    run.die('A', 'SIGSEGV');
    run.exit('B', 139);
    expect(endOf(run, 'A')?.reason).toBe('it was ended by SIGSEGV');
    expect(endOf(run, 'B')?.reason).toBe('it exited with code 139');
  });

  it('goes on after a failure with continue-on-error, and the mission succeeds', () => {
    const run = drive(buildMission({ tasks: [task('A', { continueOnError: true }), task('B', { needs: ['A'] })] }));
    run.start();
    expect(launched(run.exit('A', 1))).toEqual(['B']);
    expect(endOf(run, 'A')?.status).toBe('failed');
    expect(run.exit('B').at(-1)).toEqual({ type: 'mission-ended', at: 0, result: 'succeeded' });
  });

  it('does not count a skip with continue-on-error as a success', () => {
    const run = drive(
      buildMission({
        tasks: [task('A'), task('B', { needs: ['A'], continueOnError: true }), task('C', { needs: ['B'] })],
      }),
    );
    run.start();
    run.exit('A', 1);
    expect(endOf(run, 'C')).toEqual({ id: 'C', status: 'skipped', reason: 'B was skipped' });
  });

  it('skips a chain of 10,000 without overflowing the stack', () => {
    const length = 10_000;
    const chain = Array.from({ length }, (_, index) =>
      task(`T${index}`, index === 0 ? {} : { needs: [`T${index - 1}`] }),
    );
    const run = drive(buildMission({ tasks: chain }));
    run.start();
    const events = run.exit('T0', 1);
    expect(only(events, 'ended')).toHaveLength(length);
    expect(endOf(run, `T${length - 1}`)?.status).toBe('skipped');
    expect(events.at(-1)).toMatchObject({ type: 'mission-ended', result: 'failed' });
  });

  it('passes a chain of 10,000 successes on, one by one', () => {
    const length = 10_000;
    const chain = Array.from({ length }, (_, index) =>
      task(`T${index}`, index === 0 ? {} : { needs: [`T${index - 1}`] }),
    );
    const run = drive(buildMission({ tasks: chain }));
    run.start();
    for (let index = 0; index < length; index += 1) run.exit(`T${index}`);
    expect(run.state.result).toBe('succeeded');
  });
});

describe('deploy: if-running', () => {
  const mission = () =>
    buildMission({
      tasks: [
        task('A'),
        task('B'),
        test('T', { needs: ['A'], supports: 'B', deploy: 'if-running' }),
        test('after', { needs: ['T'] }),
      ],
    });

  it('is not needed if the supported task has ended before the trigger, and tasks that need it still run', () => {
    const run = drive(mission());
    run.start();
    run.show({ cpu: 10, memory: 10 });
    run.exit('B');
    const events = run.exit('A');
    expect(endOf(run, 'T')).toEqual({ id: 'T', status: 'not-needed', reason: 'B had already ended' });
    expect(only(events, 'triggered').map((event) => event.id)).toEqual(['after']);
    expect(launched(events)).toEqual(['after']);
    expect(run.exit('after').at(-1)).toMatchObject({ result: 'succeeded' });
  });

  it('is no longer needed if the supported task ends while it waits', () => {
    const run = drive(mission());
    run.start();
    run.show({ cpu: 99, memory: 10 });
    run.exit('A');
    expect(run.state.tasks.get('T')).toMatchObject({ phase: 'waiting', reason: 'cpu' });
    run.exit('B');
    expect(endOf(run, 'T')?.status).toBe('not-needed');
    expect(run.state.gated.ids).toEqual(['after']);
    expect(run.state.gated.reasons.get('cpu')).toBe(1);
  });

  it('continues if the supported task ends after the launch', () => {
    const run = drive(mission());
    run.start();
    run.show({ cpu: 10, memory: 10 });
    expect(launched(run.exit('A'))).toEqual(['T']);
    run.exit('B');
    expect(run.state.tasks.get('T')?.phase).toBe('running');
  });

  it('is deployed while the supported task is pending, because that has not ended', () => {
    const run = drive(
      buildMission({
        tasks: [
          task('A'),
          task('slow'),
          task('late', { needs: ['slow'] }),
          test('T', { needs: ['A'], supports: 'late', deploy: 'if-running' }),
        ],
      }),
    );
    run.start();
    run.show({ cpu: 10, memory: 10 });
    expect(launched(run.exit('A'))).toEqual(['T']);
  });

  it('is not needed if it needs and supports the same task', () => {
    const run = drive(
      buildMission({ tasks: [task('A'), test('T', { needs: ['A'], supports: 'A', deploy: 'if-running' })] }),
    );
    run.start();
    run.exit('A');
    expect(endOf(run, 'T')?.status).toBe('not-needed');
    expect(run.state.result).toBe('succeeded');
  });

  it('is skipped, not "not needed", if its needs failed', () => {
    const run = drive(
      buildMission({ tasks: [task('A'), test('T', { needs: ['A'], supports: 'A', deploy: 'if-running' })] }),
    );
    run.start();
    run.exit('A', 1);
    expect(endOf(run, 'T')).toEqual({ id: 'T', status: 'skipped', reason: 'A failed' });
  });
});
