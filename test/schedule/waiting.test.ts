import { describe, expect, it } from 'vitest';
import { ADMISSION, buildMission, GIB, MINUTE, task, test } from '../build-mission.ts';
import { drive, launched, only } from './drive.ts';

const { recheck: RECHECK } = ADMISSION;
const OPEN = { cpu: 10, memory: 10 };
const CLOSED = { cpu: 90, memory: 10 };

describe('checks', () => {
  it('happen at least every `recheck` while a task waits', () => {
    const run = drive(buildMission({ tasks: [task('A'), test('T')] }));
    run.start();
    run.show(CLOSED);
    expect(run.wakeAt()).toBe(RECHECK);
    const events = run.advance(3 * RECHECK);
    expect(only(events, 'checked').map((event) => event.at)).toEqual([RECHECK, 2 * RECHECK, 3 * RECHECK]);
    run.show(OPEN);
    expect(launched(run.advance(4 * RECHECK))).toEqual(['T']);
    expect(run.wakeAt()).toBeUndefined();
  });

  it('are due one `recheck` after the last check, whatever caused that', () => {
    const run = drive(buildMission({ tasks: [task('A'), task('B'), test('T')] }));
    run.start();
    run.show(CLOSED);
    run.advance(3_000);
    run.exit('B');
    expect(run.wakeAt()).toBe(3_000 + RECHECK);
    run.advance(4_000);
    run.sample(CLOSED);
    expect(run.wakeAt()).toBe(4_000 + RECHECK);
  });

  it('happen at every completion', () => {
    const run = drive(buildMission({ tasks: [task('A'), task('B'), test('T')] }));
    run.start();
    run.advance(100);
    run.show(OPEN);
    expect(launched(run.exit('A'))).toEqual(['T']);
  });

  it('do not happen for observations that cannot let a task start', () => {
    const run = drive(buildMission({ tasks: [task('A', { steps: [{ run: 'a' }, { run: 'b' }] }), test('T')] }));
    run.start();
    run.show(CLOSED);
    const events = [
      ...run.observe({ type: 'step-started', at: 5, id: 'A', step: 0, pid: 1 }),
      ...run.exit('A'),
      ...run.observe({ type: 'degraded', at: 6, message: 'log disk full' }),
    ];
    expect(only(events, 'checked')).toEqual([]);
  });

  it('are not recorded if no task waits, and readings cause no wake', () => {
    const run = drive(buildMission({ tasks: [task('A'), test('T', { needs: ['A'] })] }));
    run.start();
    run.advance(1_000);
    expect(run.sample(OPEN)).toHaveLength(1);
    expect(run.wakeAt()).toBeUndefined();
  });
});

describe('deferrals', () => {
  it('are recorded when the reason changes, not at every check', () => {
    const run = drive(buildMission({ tasks: [task('A'), test('T1'), test('T2')] }));
    run.start();
    for (const [cpu, memory] of [
      [80, 10],
      [90, 10],
      [76, 10],
      [10, 90],
      [10, 86],
      [80, 90],
    ] as const) {
      run.advance(run.now() + 1_000);
      run.sample({ cpu, memory });
    }
    expect(only(run.journal, 'deferred').map(({ at, ids, reason, detail }) => ({ at, ids, reason, detail }))).toEqual([
      { at: 0, ids: ['T1', 'T2'], reason: 'cpu', detail: 'the machine is not measured yet' },
      { at: 4_000, ids: ['T1', 'T2'], reason: 'memory', detail: 'memory 90 %, limit 85 %' },
      { at: 6_000, ids: ['T1', 'T2'], reason: 'cpu', detail: 'CPU 80 %, limit 75 %' },
    ]);
  });

  it('carry the figures that the gate saw', () => {
    const run = drive(buildMission({ tasks: [task('A', { load: 30, memory: 4 * GIB }), test('T')] }));
    run.start();
    run.advance(1_000);
    run.sample({ cpu: 50, memory: 66.3, usage: { A: { cpuSeconds: 1, memory: GIB } } });
    expect(only(run.journal, 'deferred').at(-1)).toEqual({
      type: 'deferred',
      at: 1_000,
      ids: ['T'],
      reason: 'memory',
      detail: 'memory 66.3 % + 18.8 % reserved for running tasks, limit 85 %',
      view: { cpu: 50, memory: 66.3, active: 1, unseen: 0, reserved: 18.75, load: 30, band: 'RED' },
    });
  });

  it('are recorded once for one check, even if tasks take the last workers behind a closed gate', () => {
    const free = Array.from({ length: 7 }, (_, index) => task(`A${index}`));
    const run = drive(buildMission({ tasks: [...free, test('T', { expect: 60 * MINUTE })] }));
    const events = run.start();
    expect(launched(events)).toHaveLength(6);
    expect(only(events, 'deferred').map(({ ids, reason }) => ({ ids, reason }))).toEqual([
      { ids: ['T'], reason: 'cpu' },
      { ids: ['A6'], reason: 'slots' },
    ]);
  });

  it('name tasks that are new in line without repeating earlier ones', () => {
    const tests = Array.from({ length: 3 }, (_, index) => test(`T${index}`));
    const run = drive(buildMission({ tasks: [task('A'), task('B'), ...tests, test('U', { needs: ['A'] })] }));
    run.start();
    run.advance(1_000);
    run.show(CLOSED);
    expect(only(run.exit('A'), 'deferred')).toMatchObject([{ ids: ['U'], reason: 'cpu' }]);
  });

  it('change only near the front of a very long line, and reach each task in its turn', () => {
    const tests = Array.from({ length: 200 }, (_, index) => test(`T${index}`, { expect: MINUTE }));
    const run = drive(
      buildMission({
        tasks: [task('A', { expect: 2 * MINUTE }), ...tests],
        admission: { workers: { caution: 1, limit: 1 } },
      }),
    );
    expect(only(run.start(), 'deferred')).toMatchObject([{ reason: 'slots', ids: { length: 200 } }]);
    run.advance(1_000);
    run.show(CLOSED);
    const [change] = only(run.exit('A'), 'deferred');
    expect(change).toMatchObject({ reason: 'cpu', ids: { length: 50 } });
    expect(change?.ids[0]).toBe('T0');
    run.advance(2_000);
    expect(launched(run.sample(OPEN))).toEqual(['T0']);
    for (let index = 0; index < 199; index += 1) {
      run.advance(run.now() + 1_000);
      run.show(OPEN);
      expect(launched(run.exit(`T${index}`))).toEqual([`T${index + 1}`]);
    }
  });
});

describe('an empty queue', () => {
  it('asks for no wake and writes nothing', () => {
    const run = drive(buildMission({ tasks: [task('A')] }));
    run.start();
    expect(run.wakeAt()).toBeUndefined();
    expect(run.observe({ type: 'woke', at: 77 })).toEqual([{ type: 'woke', at: 77 }]);
  });
});
