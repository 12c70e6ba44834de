import { describe, expect, it } from 'vitest';
import { predict } from '../../src/simulate/predict.ts';
import { type Assumption, virtualRun } from '../../src/simulate/virtual-run.ts';
import { buildMission, MACHINE, MINUTE, service, task, test } from '../build-mission.ts';
import { controlCenter } from './control-center.ts';

/** `minute what id` of every line, deferrals with their reason. */
function timeline(assume: Assumption, mission = controlCenter()): readonly string[] {
  return Array.from(predict(mission, MACHINE, assume).events, ({ at, what, id, reason }) =>
    [at / MINUTE, what, id, ...(reason === undefined ? [] : [reason])].join(' '),
  );
}

describe('the plan, with the gate assumed open', () => {
  const prediction = predict(controlCenter(), MACHINE, 'open');

  it('takes 290 minutes instead of 395: 26.6 % less, and no schedule can be shorter', () => {
    expect(prediction.dynamic).toBe(290 * MINUTE);
    expect(prediction.staged).toBe(395 * MINUTE);
    expect(prediction.serial).toBe((680 + 165) * MINUTE);
    expect(prediction.forkJoin).toBe((230 + 60) * MINUTE);
    expect(prediction.floor).toBe(290 * MINUTE);
    expect(prediction.saved).toBeCloseTo(26.58, 2);
    expect(prediction.criticalPath).toBe(290 * MINUTE);
    expect(prediction.criticalTasks).toEqual(['L2.2.1', 'L3.ALL.1']);
    expect(prediction.assumed).toEqual([]);
  });

  it('launches each task at its minute', () => {
    expect(timeline('open')).toEqual([
      '0 started L2.2.1',
      '0 started L2.2.2',
      '0 started L2.2.3',
      '0 started L2.2.4',
      '110 ended L2.2.4',
      '110 started L3.2.4.1',
      '140 ended L2.2.3',
      '140 started L3.2.3.1',
      '140 ended L3.2.4.1',
      '185 ended L3.2.3.1',
      '200 ended L2.2.2',
      '200 started L3.2.2.1',
      '230 ended L2.2.1',
      '230 started L3.ALL.1',
      '230 ended L3.2.2.1',
      '290 ended L3.ALL.1',
    ]);
  });

  it('gives each task its span', () => {
    expect(prediction.spans.at(-1)).toEqual({
      id: 'L3.ALL.1',
      started: 230 * MINUTE,
      ended: 290 * MINUTE,
    });
  });
});

describe('the plan, with the declared loads as the CPU reading', () => {
  it('defers the first test while three tasks of 25 % run, and still ends after 290 minutes', () => {
    expect(timeline('declared')).toEqual([
      '0 started L2.2.1',
      '0 started L2.2.2',
      '0 started L2.2.3',
      '0 started L2.2.4',
      '110 ended L2.2.4',
      '110 deferred L3.2.4.1 CPU 75 %, limit 75 %',
      '140 ended L2.2.3',
      '140 started L3.2.3.1',
      '140 started L3.2.4.1',
      '170 ended L3.2.4.1',
      '185 ended L3.2.3.1',
      '200 ended L2.2.2',
      '200 started L3.2.2.1',
      '230 ended L2.2.1',
      '230 started L3.ALL.1',
      '230 ended L3.2.2.1',
      '290 ended L3.ALL.1',
    ]);
    const { staged, saved } = predict(controlCenter(), MACHINE, 'declared');
    expect(staged).toBe(395 * MINUTE);
    expect(saved).toBeCloseTo(26.58, 2);
  });

  it('is deterministic', () => {
    expect(timeline('declared')).toEqual(timeline('declared'));
  });

  it('admits one test per window while YELLOW, like a real run, not one per recheck', () => {
    const tests = ['T1', 'T2', 'T3'].map((id) => test(id, { needs: ['A'], load: 2, expect: 10 * MINUTE }));
    const mission = buildMission({
      tasks: [task('B', { load: 60, expect: 30 * MINUTE }), task('A', { load: 0, expect: MINUTE + 300 }), ...tests],
      admission: { recheck: 5 * MINUTE },
    });
    const started = [...predict(mission, MACHINE, 'declared').events].filter(({ what }) => what === 'started');
    expect(started.map(({ id, at }) => [id, at])).toEqual([
      ['B', 0],
      ['A', 0],
      ['T1', 60_300],
      ['T2', 60_500],
      ['T3', 60_750],
    ]);
  });

  it('counts a launch once: as unseen, or in the reading', () => {
    const mission = buildMission({
      tasks: [
        task('B', { load: 40, expect: 10 * MINUTE }),
        task('A', { load: 0, expect: 500 }),
        test('T', { needs: ['A'], load: 1, expect: MINUTE }),
      ],
    });
    expect(predict(mission, MACHINE, 'declared').spans.at(-1)).toMatchObject({ id: 'T', started: 500 });
  });

  it('F203 counts an undeclared launch as the CPUs of its budget', () => {
    const started = (cpus?: number) => {
      const budget = cpus === undefined ? {} : { cpus };
      const tests = ['T0', 'T1', 'T2'].map((id) => test(id, { ...budget, expect: 10 * MINUTE }));
      const { events } = predict(buildMission({ tasks: tests }), MACHINE, 'declared');
      return [...events].filter(({ what }) => what === 'started').map(({ at }) => at);
    };
    expect(started()).toEqual([0, 0, 0]);
    expect(started(1)).toEqual([0, 0, 0]);
    // A budget also counts in the sum of loads.
    expect(started(2)).toEqual([0, 0, 10 * MINUTE]);
    expect(started(4)).toEqual([0, 10 * MINUTE, 20 * MINUTE]);
  });

  it('counts an undeclared launch as one core until the windows show it', () => {
    const tests = Array.from({ length: 4 }, (_, index) => test(`T${index}`, { expect: 10 * MINUTE }));
    const started = [...predict(buildMission({ tasks: tests }), MACHINE, 'declared').events].filter(
      ({ what }) => what === 'started',
    );
    expect(started.map(({ id, at }) => [id, at])).toEqual([
      ['T0', 0],
      ['T1', 0],
      ['T2', 0],
      ['T3', 250],
    ]);
  });
});

describe('predictions of other missions', () => {
  it('name the tasks whose time is assumed, and use the median for them', () => {
    const mission = buildMission({ tasks: [task('A', { expect: 3 * MINUTE }), task('B')] });
    const prediction = predict(mission, MACHINE, 'open');
    expect(prediction.assumed).toEqual(['B']);
    expect(prediction.dynamic).toBe(3 * MINUTE);
    expect(predict(buildMission({ tasks: [task('A')] }), MACHINE, 'open').dynamic).toBe(MINUTE);
  });

  it('report that a test is not needed, and count no time for it', () => {
    const mission = buildMission({
      tasks: [
        task('A', { expect: 2 * MINUTE }),
        task('B', { expect: MINUTE }),
        test('T', { needs: ['A'], supports: 'B', deploy: 'if-running', expect: 30 * MINUTE }),
      ],
    });
    expect(timeline('open', mission).at(-1)).toBe('2 not-needed T B had already ended');
    expect(predict(mission, MACHINE, 'open')).toMatchObject({ dynamic: 2 * MINUTE, staged: 2 * MINUTE });
  });

  it('end a task at its timeout if that is shorter than its time, and skip the tasks that need it', () => {
    const mission = buildMission({
      tasks: [
        task('A', { expect: 60 * MINUTE, timeout: 10 * MINUTE, steps: [{ run: 'a' }, { run: 'b' }] }),
        task('B', { needs: ['A'], expect: 5 * MINUTE }),
      ],
    });
    expect(timeline('open', mission)).toEqual([
      '0 started A',
      '10 ended A stopped after its timeout of 600 s',
      '10 ended B A timed out',
    ]);
    expect(predict(mission, MACHINE, 'open').dynamic).toBe(10 * MINUTE);
  });

  it('see the exit of a stopped task once, not again at the end of its time', () => {
    const mission = buildMission({
      tasks: [task('A', { expect: 60 * MINUTE, timeout: MINUTE }), task('B', { expect: 90 * MINUTE })],
    });
    const exits = virtualRun(mission, MACHINE, 'open').filter((event) => event.type === 'step-exited');
    expect(exits).toEqual([
      { type: 'step-exited', at: MINUTE, id: 'A', step: 0, signal: 'SIGTERM' },
      { type: 'step-exited', at: 90 * MINUTE, id: 'B', step: 0, exitCode: 0 },
    ]);
  });

  it('divide the time among the steps without losing a fraction of it', () => {
    const steps = Array.from({ length: 7 }, () => ({ run: 'true' }));
    const mission = buildMission({ tasks: [task('A', { expect: 100_000, steps })] });
    expect(predict(mission, MACHINE, 'open').dynamic).toBe(100_000);
  });

  it('defer for workers, loads and memory requests with the gate open', () => {
    const mission = buildMission({
      tasks: [task('A', { load: 80, expect: MINUTE }), task('B', { load: 30, expect: MINUTE })],
    });
    expect(timeline('open', mission)).toEqual([
      '0 started A',
      '0 deferred B load 80 of what runs + 30 of this task, allowed 100',
      '1 ended A',
      '1 started B',
      '2 ended B',
    ]);
  });

  it('force a task that does not fit, after the patience', () => {
    const mission = buildMission({ tasks: [task('A', { load: 130, expect: MINUTE })] });
    expect(timeline('open', mission).slice(-2)).toEqual(['10 started A', '11 ended A']);
  });

  it('take no time for an empty mission and for tasks of no time', () => {
    expect(predict(buildMission({ tasks: [] }), MACHINE, 'open')).toMatchObject({ dynamic: 0, staged: 0, saved: 0 });
    const instant = buildMission({ tasks: [task('A', { expect: 0 }), task('B', { needs: ['A'], expect: 0 })] });
    expect(predict(instant, MACHINE, 'declared')).toMatchObject({ dynamic: 0, criticalPath: 0, saved: 0 });
  });
});

describe('F431 the plan of tests that use a service', () => {
  const services = [service('db')];
  const tests = ['A', 'B', 'C'].map((id) => test(id, { services: ['db'], expect: 10_000 }));
  const mission = buildMission({ tasks: tests, services, admission: { gate: 'off' } });
  const planned = (used: number) => {
    const demand = { cpus: 0.5, ...(used > 0 ? { services: used } : {}), runs: 1 };
    const known = { expect: 10_000, low: 10_000, high: 10_000, runs: 1, last: [10_000] };
    const predictions = Object.fromEntries(
      tests.map(({ id }) => [id, { ...known, demand, flakiness: { runs: 1, flaky: 0 } }]),
    );
    return predict(mission, { ...MACHINE, cpus: 2 }, 'open', undefined, predictions);
  };

  it('has the CPUs that the service used for them in earlier runs', () => {
    expect(planned(0).dynamic).toBe(10_000);
    expect(planned(0.5).dynamic).toBeCloseTo(15_000, -1);
    expect(planned(0.5).forkJoin).toBeCloseTo(15_000, -1);
    expect(planned(0.5).workBound).toBe(15_000);
    expect(planned(0.5).floor).toBe(15_000);
    expect(planned(0.5).serial).toBe(30_000);
  });
});
