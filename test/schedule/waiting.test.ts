import { describe, expect, it } from 'vitest';
import { ADMISSION, buildMission, GIB, MACHINE, MINUTE, task, test } from '../build-mission.ts';
import { drive, launched, only } from './drive.ts';

const { recheck: RECHECK, patience: PATIENCE } = ADMISSION;
const OPEN = { cpu: 10, memory: 10 };
const CLOSED = { cpu: 90, memory: 10 };

describe('checks', () => {
  it('come at the latest every `recheck` while somebody waits', () => {
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

  it('are put off by a check that something else gave rise to', () => {
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

  it('come at every completion', () => {
    const run = drive(buildMission({ tasks: [task('A'), task('B'), test('T')] }));
    run.start();
    run.advance(100);
    run.show(OPEN);
    expect(launched(run.exit('A'))).toEqual(['T']);
  });

  it('do not come for what cannot let anybody in', () => {
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

  it('are not written when nobody waits, nor do readings wake anybody', () => {
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
      { at: 0, ids: ['T1', 'T2'], reason: 'cpu', detail: 'no whole window measured yet' },
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
      detail: 'memory 66.3 % + 18.8 % reserved, limit 85 %',
      view: { cpu: 50, memory: 66.3, active: 1, unseen: 0, reserved: 18.75, load: 30, band: 'RED' },
    });
  });

  it('are recorded once for one check, also when tasks take the last slots behind a closed gate', () => {
    const free = Array.from({ length: 7 }, (_, index) => task(`A${index}`));
    const run = drive(buildMission({ tasks: [...free, test('T', { expect: 60 * MINUTE })] }));
    const events = run.start();
    expect(launched(events)).toHaveLength(6);
    expect(only(events, 'deferred').map(({ ids, reason }) => ({ ids, reason }))).toEqual([
      { ids: ['T'], reason: 'cpu' },
      { ids: ['A6'], reason: 'slots' },
    ]);
  });

  it('name new ones in line without repeating the others', () => {
    const tests = Array.from({ length: 3 }, (_, index) => test(`T${index}`));
    const run = drive(buildMission({ tasks: [task('A'), task('B'), ...tests, test('U', { needs: ['A'] })] }));
    run.start();
    run.advance(1_000);
    run.show(CLOSED);
    expect(only(run.exit('A'), 'deferred')).toMatchObject([{ ids: ['U'], reason: 'cpu' }]);
  });

  it('change only near the front of a very long line, and reach each one at its turn', () => {
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

describe('F62: a heavy one is not starved by light ones', () => {
  const lights = (count: number) =>
    Array.from({ length: count }, (_, index) => task(`L${index}`, { load: 30, expect: MINUTE }));
  const heavyFirst = () =>
    drive(
      buildMission({
        tasks: [
          task('blocker', { load: 60 }),
          task('heavy', { load: 70, expect: 60 * MINUTE, needs: ['go'] }),
          task('go', { load: 0 }),
          ...lights(12),
        ],
        admission: { workers: { caution: 20, limit: 20 } },
      }),
    );

  it('lets light ones pass at three checks, then nobody', () => {
    const run = heavyFirst();
    expect(launched(run.start())).toEqual(['go', 'blocker', 'L0']);
    const passed: number[] = [];
    run.exit('go');
    let last = 0;
    for (let check = 0; check < 5; check += 1) {
      const events = run.exit(`L${last}`);
      passed.push(launched(events).length);
      if (launched(events).length === 0) break;
      last += 1;
    }
    // Passed over first when `go` ended; two completions let a light one pass, the third check after it does not.
    expect(passed).toEqual([1, 1, 0]);
    expect(launched(run.exit('blocker'))).toEqual(['heavy', 'L3']);
  });

  it('says of those behind it for whom they are held back', () => {
    const run = drive(
      buildMission({
        tasks: [
          task('A', { load: 60, expect: MINUTE }),
          task('go', { expect: MINUTE }),
          task('go late', { expect: MINUTE }),
          task('heavy', { load: 70, expect: 60 * MINUTE, needs: ['go'] }),
          test('late', { expect: MINUTE, needs: ['go late'] }),
        ],
        admission: { gate: 'off' },
      }),
    );
    run.start();
    expect(only(run.exit('go'), 'deferred')).toMatchObject([
      { ids: ['heavy'], reason: 'load', detail: 'load 60 + its own 70, allowed 100' },
    ]);
    run.advance(2 * RECHECK);
    expect(only(run.exit('go late'), 'deferred')).toMatchObject([
      { ids: ['late'], reason: 'load', detail: 'held back behind heavy: load 60 + its own 70, allowed 100' },
    ]);
    expect(launched(run.exit('A'))).toEqual(['heavy', 'late']);
  });

  it('holds for a memory request as for a load', () => {
    const run = drive(
      buildMission({
        tasks: [
          task('A', { memory: 8 * GIB, expect: MINUTE }),
          task('go', { expect: MINUTE }),
          task('go late', { expect: MINUTE }),
          task('heavy', { memory: 10 * GIB, expect: 60 * MINUTE, needs: ['go'] }),
          task('late', { expect: MINUTE, needs: ['go late'] }),
        ],
      }),
    );
    run.start();
    run.exit('go');
    run.advance(2 * RECHECK);
    expect(launched(run.exit('go late'))).toEqual([]);
    expect(run.state.tasks.get('late')).toMatchObject({ phase: 'waiting', reason: 'memory' });
    expect(launched(run.exit('A'))).toEqual(['heavy', 'late']);
  });

  it('gets its turn when 200 light ones never leave a gap', () => {
    const tasks = [task('go', { expect: 2 * MINUTE }), task('heavy', { load: 90, expect: 2 * MINUTE, needs: ['go'] })];
    const run = drive(buildMission({ tasks: [...tasks, ...lights(200)] }));
    run.start();
    run.exit('go');
    let ends = 0;
    while (run.state.tasks.get('heavy')?.phase !== 'running') {
      const [oldest] = run.state.active;
      if (oldest === undefined) throw new Error('nothing runs and heavy still waits');
      run.advance(run.now() + 1_000);
      run.exit(oldest);
      ends += 1;
    }
    // Two light ones pass, then the three that run have to end; without the rule it would be the last of all.
    expect(ends).toBe(5);
  });
});

describe('F60: foreign load keeps the gate closed', () => {
  const mission = () =>
    buildMission({ tasks: [task('A'), test('T1', { needs: ['A'] }), test('T2', { needs: ['A'] })] });

  it('launches one after `patience`, recorded as forced with the gate that was closed', () => {
    const run = drive(mission());
    run.start();
    run.advance(MINUTE);
    run.show(CLOSED);
    run.exit('A');
    const events = run.advance(MINUTE + PATIENCE);
    expect(only(events, 'admitted')).toMatchObject([
      { at: MINUTE + PATIENCE, id: 'T1', forced: true, detail: 'CPU 90 %, limit 75 %', view: { cpu: 90, band: 'RED' } },
    ]);
  });

  it('does not force while anything of ours runs, however long', () => {
    const run = drive(mission());
    run.start();
    run.advance(MINUTE);
    run.show(CLOSED);
    run.exit('A');
    run.advance(MINUTE + PATIENCE);
    expect(launched(run.advance(MINUTE + 10 * PATIENCE))).toEqual([]);
    run.exit('T1');
    expect(launched(run.advance(MINUTE + 11 * PATIENCE - 1))).toEqual([]);
    expect(launched(run.advance(MINUTE + 11 * PATIENCE))).toEqual(['T2']);
  });

  it('starts the wait anew when the gate opened in between', () => {
    const run = drive(mission());
    run.start();
    run.show(CLOSED);
    run.exit('A');
    run.advance(PATIENCE - 1_000);
    run.sample(OPEN);
    expect([...run.state.active]).toEqual(['T1', 'T2']);
    expect(only(run.journal, 'admitted').map((event) => event.forced)).toEqual([false, false, false]);
  });

  it('forces one without any reading at all', () => {
    const run = drive(mission());
    run.start();
    run.exit('A');
    expect(only(run.advance(PATIENCE), 'admitted')).toMatchObject([
      { id: 'T1', forced: true, detail: 'no whole window measured yet' },
    ]);
  });

  it('forces a request that does not fit, and names that request, not the reading of a gate that is not its own', () => {
    const run = drive(buildMission({ tasks: [task('A', { load: 120 }), task('B', { load: 101 })] }));
    run.start();
    run.show(CLOSED);
    expect(only(run.advance(PATIENCE), 'admitted')).toMatchObject([
      { id: 'A', forced: true, detail: 'load 0 + its own 120, allowed 100' },
    ]);
    expect(run.state.active.size).toBe(1);
  });

  it('carries a mission to its end one at a time', () => {
    const tests = Array.from({ length: 10 }, (_, index) => test(`T${index}`));
    const run = drive(buildMission({ tasks: tests }), { ...MACHINE });
    run.show({ cpu: 100, memory: 100 });
    run.start();
    for (let ends = 0; run.state.result === undefined; ends += 1) {
      expect(ends).toBeLessThan(10);
      run.advance(run.now() + PATIENCE);
      expect(run.state.active.size).toBe(1);
      for (const id of [...run.state.active]) run.exit(id);
    }
    expect(run.state.result).toBe('succeeded');
    expect(only(run.journal, 'admitted').every((event) => event.forced)).toBe(true);
    expect(run.now()).toBe(10 * PATIENCE);
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
