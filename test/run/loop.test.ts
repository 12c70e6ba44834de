import { describe, expect, it } from 'vitest';
import type { Mission } from '../../src/mission/model/mission.ts';
import type { RunReport } from '../../src/report/model/run.ts';
import { type ExpressionEvaluator, plainEvaluator } from '../../src/run/expressions/evaluator.ts';
import { createLoop, type Listener, type Loop, type RunEnd } from '../../src/run/loop.ts';
import type { Event } from '../../src/schedule/events/event.ts';
import type { MissionStarted } from '../../src/schedule/events/opening.ts';
import type { Reading } from '../../src/schedule/events/reading.ts';
import { apply } from '../../src/schedule/state/apply.ts';
import { begin } from '../../src/schedule/state/begin.ts';
import { buildMission, MACHINE, service, task, test } from '../build-mission.ts';
import { type FakePorts, fakePorts } from './fake-ports.ts';

function started(mission: Mission): MissionStarted {
  return {
    type: 'mission-started',
    at: 0,
    journal: 1,
    started: '2026-01-01T00:00:00.000Z',
    file: 'mission.yml',
    root: '/root-of-it',
    mission,
    machine: MACHINE,
  };
}

type StartedLoop = Omit<Loop, 'start' | 'finished'> & { readonly finished: Promise<RunReport> };

function startLoop(mission: Mission, ports: FakePorts, evaluator: ExpressionEvaluator, listen: Listener): StartedLoop {
  const { clock, journal, processes, sampler } = ports;
  const loop = createLoop({ clock, journal, mission, evaluator, listen });
  loop.start(started(mission), { processes, sampler });
  return { ...loop, finished: loop.finished.then(reportOf) };
}

function reportOf(end: RunEnd): RunReport {
  if (end.type === 'broken') throw new Error(end.message);
  return end.report;
}

function run(
  mission: Mission,
  evaluator: ExpressionEvaluator = plainEvaluator,
): { ports: FakePorts; seen: Event[]; unwritten: Event[]; loop: StartedLoop } {
  const ports = fakePorts();
  const seen: Event[] = [];
  const unwritten: Event[] = [];
  const loop = startLoop(mission, ports, evaluator, (event) => {
    // A listener can rely on the event being in the journal.
    if (!ports.lines.includes(event)) unwritten.push(event);
    seen.push(event);
  });
  return { ports, seen, unwritten, loop };
}

const two = buildMission({ tasks: [task('L2.1'), test('L3.1', { needs: ['L2.1'] })] });
const window = { from: 0, to: 1_000, cpu: 5, memory: 10 };

describe('the loop', () => {
  it('journals an event before the listener sees it and before its effects, and ends with the complete report', async () => {
    const { ports, seen, unwritten, loop } = run(two);
    expect(ports.launches.map(({ task: launched }) => launched.id)).toEqual(['L2.1']);
    ports.answer('L2.1', { type: 'started', pid: 11 });
    ports.sample(window);
    ports.advance(1_500);
    ports.answer('L2.1', { type: 'exited', exitCode: 0 });
    expect(ports.launches.map(({ task: launched }) => launched.id)).toEqual(['L2.1', 'L3.1']);
    ports.answer('L3.1', { type: 'started', pid: 12 });
    ports.advance(500);
    ports.answer('L3.1', { type: 'exited', exitCode: 0 });
    const report = await loop.finished;
    expect(report.result).toBe('succeeded');
    expect(report.duration).toBe(2_000);
    expect(seen).toEqual(ports.lines);
    expect(unwritten).toEqual([]);
    expect(ports.lines.at(0)?.type).toBe('mission-started');
    expect(ports.lines.at(-1)?.type).toBe('mission-ended');
    expect(ports.stopped.sampler).toBe(true);
  });

  describe('F585 if an event ends a rest', () => {
    it('records the reading of the rest first, at the time of the event, and decides with it', () => {
      const { ports } = run(two);
      ports.sample(window);
      ports.advance(5_000);
      ports.restReading = { ...window, from: 1_000, to: 5_000, cpu: 99 };
      ports.answer('L2.1', { type: 'exited', exitCode: 0 });
      const ends = ports.lines.findIndex(({ type }) => type === 'step-exited');
      expect(ports.lines.slice(ends - 1, ends + 1).map(({ type, at }) => [type, at])).toEqual([
        ['sampled', 5_000],
        ['step-exited', 5_000],
      ]);
      // The test that is triggered now waits for the CPU of the newest window.
      expect(ports.launches.map(({ task: launched }) => launched.id)).toEqual(['L2.1']);
      expect(ports.lines.at(-1)).toMatchObject({ type: 'deferred', reason: 'cpu' });
    });

    it('does not rest while a task waits for a reading', () => {
      const { ports } = run(two);
      const before = ports.restEnds.length;
      ports.sample(window);
      expect(ports.restEnds).toHaveLength(before);
      ports.answer('L2.1', { type: 'exited', exitCode: 0 });
      expect(ports.launches.map(({ task: launched }) => launched.id)).toEqual(['L2.1', 'L3.1']);
      const { ports: waiting } = run(two);
      waiting.sample({ ...window, cpu: 99 });
      waiting.answer('L2.1', { type: 'exited', exitCode: 0 });
      const until = waiting.restEnds.length;
      waiting.sample({ ...window, cpu: 99, from: 1_000, to: 2_000 });
      expect(waiting.restEnds.slice(until)).toEqual([2_000]);
    });

    it('F595 does not rest beside other programs while a test is still to come, whose decision would be based on a mean of 5 s', () => {
      const used = (cpus: number, from: number) => ({
        ...window,
        from,
        to: from + 1_000,
        constraints: [{ name: 'machine', cpu: { capacity: 2, used: cpus } }],
      });
      const { ports } = run(two);
      const endedBy = (reading: Reading): readonly number[] => {
        const before = ports.restEnds.length;
        ports.sample(reading);
        return ports.restEnds.slice(before);
      };
      expect(endedBy(used(0.01, 0))).toEqual([]);
      expect(endedBy(used(0.2, 1_000))).toEqual([2_000]);
      ports.answer('L2.1', { type: 'exited', exitCode: 0 });
      expect(ports.launches.map(({ task: launched }) => launched.id)).toEqual(['L2.1', 'L3.1']);
      // No reading is needed any more.
      expect(endedBy(used(0.2, 2_000))).toEqual([]);
    });
  });

  describe('when a task ends while another one waits with a memory request', () => {
    const gib = 1024 ** 3;
    const half = { memory: 8 * gib, steps: [{ run: 'one' }, { run: 'two' }] };
    const full = { ...window, memory: 55, usage: { A: { cpuSeconds: 1, memory: 8 * gib } } };

    function waiting(): FakePorts {
      const { ports } = run(buildMission({ tasks: [task('A', half), task('B', half)], admission: { gate: 'off' } }));
      ports.sample(full);
      ports.advance(1_200);
      expect(ports.launches.map((launch) => launch.task.id)).toEqual(['A']);
      ports.memory = 5;
      return ports;
    }

    it('measures memory again, because the last window includes the memory of the ended task', () => {
      const ports = waiting();
      ports.answer('A', { type: 'exited', exitCode: 0 });
      ports.answer('A', { type: 'exited', exitCode: 0 });
      expect(ports.launches.map((launch) => launch.task.id)).toEqual(['A', 'A', 'B']);
      expect(ports.lines.findLast((event) => event.type === 'admitted')).toMatchObject({
        id: 'B',
        view: { memory: 5 },
      });
    });

    it('does not measure memory between two steps of a task', () => {
      const ports = waiting();
      ports.answer('A', { type: 'exited', exitCode: 0 });
      expect(ports.launches.map((launch) => `${launch.task.id} ${launch.step}`)).toEqual(['A 0', 'A 1']);
    });

    it('measures memory if a task fails at its first step', () => {
      const ports = waiting();
      ports.answer('A', { type: 'exited', exitCode: 1 });
      expect(ports.launches.map((launch) => launch.task.id)).toEqual(['A', 'B']);
    });

    it('uses the last window if memory cannot be measured in between', () => {
      const ports = waiting();
      delete ports.memory;
      ports.answer('A', { type: 'exited', exitCode: 1 });
      expect(ports.launches.map((launch) => launch.task.id)).toEqual(['A']);
      ports.sample({ ...window, from: 1_000, to: 2_000 });
      expect(ports.launches.map((launch) => launch.task.id)).toEqual(['A', 'B']);
    });
  });

  it('writes a journal from which the state of the run can be replayed', async () => {
    const { ports, loop } = run(two);
    ports.sample(window);
    ports.answer('L2.1', { type: 'exited', exitCode: 3 });
    await loop.finished;
    const state = begin(two, MACHINE);
    for (const event of JSON.parse(JSON.stringify(ports.lines)) as Event[]) apply(state, event);
    expect(state.result).toBe('failed');
    expect(state.tasks.get('L2.1')).toEqual({ phase: 'ended', status: 'failed', duration: 0 });
    expect(state.tasks.get('L3.1')).toEqual({ phase: 'ended', status: 'skipped' });
    expect(state.unfinished).toBe(0);
  });

  it('runs the steps of a task in sequence and collects its outputs once, at its end', async () => {
    const steps = [{ run: 'one' }, { run: 'two', name: 'Second' }];
    const { ports, seen, loop } = run(buildMission({ tasks: [task('L2.1', { steps })] }));
    ports.answer('L2.1', { type: 'exited', exitCode: 0 });
    expect(ports.launches.map(({ step }) => step)).toEqual([0, 1]);
    ports.answer('L2.1', { type: 'exited', exitCode: 0 });
    const report = await loop.finished;
    expect(report.result).toBe('succeeded');
    const exits = seen.filter((event) => event.type === 'step-exited');
    expect(exits.map(({ left }) => left?.logTail)).toEqual([undefined, 'the end']);
  });

  it('passes the status and outputs of needs and of the supported task to a task', async () => {
    const { ports, loop } = run(
      buildMission({
        tasks: [task('L2.1'), task('L2.2'), test('L3.1', { needs: ['L2.1'], supports: 'L2.2' })],
        admission: { gate: 'off' },
      }),
    );
    ports.left = { logTail: '', logBytes: 0, outputs: { port: '8080' } };
    ports.answer('L2.1', { type: 'exited', exitCode: 0 });
    const launch = ports.launches.at(-1);
    expect(launch?.task.id).toBe('L3.1');
    expect(JSON.parse(launch?.context ?? '')).toEqual({
      task: 'L3.1',
      level: 3,
      needs: { 'L2.1': { status: 'succeeded', outputs: { port: '8080' }, report: 'tasks/L2.1.md' } },
      supports: { id: 'L2.2', status: 'running', outputs: {}, report: 'tasks/L2.2.md' },
    });
    loop.interrupt('SIGINT');
    ports.answer('L3.1', { type: 'exited', signal: 'SIGTERM' });
    ports.answer('L2.2', { type: 'exited', signal: 'SIGTERM' });
    expect((await loop.finished).result).toBe('cancelled');
  });

  it('F06 terminates at the first interruption and kills at the second', async () => {
    const { ports, loop } = run(two);
    loop.interrupt('SIGINT');
    loop.interrupt('SIGINT');
    loop.interrupt('SIGINT');
    expect(ports.signals).toEqual(['TERM L2.1', 'KILL L2.1']);
    ports.answer('L2.1', { type: 'exited', signal: 'SIGKILL' });
    const report = await loop.finished;
    expect(report.result).toBe('cancelled');
    expect(report.counts.cancelled).toBe(2);
  });

  it('stops a task after its timeout: terminated, then killed after the grace period', async () => {
    const { ports, loop } = run(buildMission({ tasks: [task('L2.1', { timeout: 10_000 })] }));
    ports.advance(9_999);
    expect(ports.signals).toEqual([]);
    ports.advance(1);
    expect(ports.signals).toEqual(['TERM L2.1']);
    ports.advance(4_000);
    expect(ports.signals).toEqual(['TERM L2.1', 'KILL L2.1']);
    ports.answer('L2.1', { type: 'exited', signal: 'SIGKILL' });
    const report = await loop.finished;
    expect(report.tasks.get('L2.1')?.status).toBe('timed-out');
    expect(report.result).toBe('failed');
  });

  it('F211 journals only the constraints that bind', () => {
    const { ports } = run(two);
    const machine = { name: 'machine', cpu: { capacity: 4, used: 1 }, memory: { capacity: 100, used: 70 } };
    const container = { name: 'container of 50 B', memory: { capacity: 50, used: 5 } };
    ports.sample({ ...window, constraints: [machine, container] });
    const kept = ports.lines.find(({ type }) => type === 'sampled');
    expect(kept).toEqual({ type: 'sampled', at: 0, reading: { ...window, constraints: [machine] } });
  });
  it('F31 stops everything when the journal cannot be written', async () => {
    const { ports, loop } = run(two);
    ports.journalFailure = new Error('no space left on device');
    ports.answer('L2.1', { type: 'started', pid: 5 });
    await expect(loop.finished).rejects.toThrow('no space left');
    expect(ports.signals).toEqual(['KILL L2.1']);
    const launches = ports.launches.length;
    ports.answer('L2.1', { type: 'exited', exitCode: 0 });
    expect(ports.launches.length).toBe(launches);
  });

  it('F31 stops everything when a note cannot be written to the journal', async () => {
    const { ports, loop } = run(two);
    ports.journalFailure = new Error('no space left on device');
    loop.note('the master report could not be written');
    await expect(loop.finished).rejects.toThrow('no space left');
    expect(ports.signals).toEqual(['KILL L2.1']);
  });

  it('F31 sweeps escaped processes after an error of the journal', async () => {
    const { ports, loop } = run(two);
    let swept = false;
    Object.assign(ports.processes, {
      sweep: () => {
        swept = true;
        return Promise.reject(new Error('nothing can be listed'));
      },
    });
    ports.journalFailure = new Error('no space left on device');
    ports.answer('L2.1', { type: 'started', pid: 5 });
    await expect(loop.finished).rejects.toThrow('no space left');
    expect(swept).toBe(true);
  });

  it('continues when the display fails, and notes it once', async () => {
    const ports = fakePorts();
    const mission = buildMission({ tasks: [task('L2.1')] });
    const broken = (): void => {
      throw new Error('the terminal is gone');
    };
    const loop = startLoop(mission, ports, plainEvaluator, broken);
    ports.answer('L2.1', { type: 'exited', exitCode: 0 });
    const report = await loop.finished;
    expect(report.result).toBe('succeeded');
    expect(report.degraded.map(({ message }) => message)).toEqual([
      'progress could not be displayed: the terminal is gone',
    ]);
  });

  it('F05 names escaped processes in the report', async () => {
    const { ports, loop } = run(buildMission({ tasks: [task('L2.1')] }));
    ports.escaped = [{ pid: 77, command: 'sleep 1000' }];
    ports.answer('L2.1', { type: 'exited', exitCode: 0 });
    const report = await loop.finished;
    expect(report.degraded.map(({ message }) => message).join()).toContain('process 77 (sleep 1000)');
  });

  it('passes each reading to the gate, even if the journal does not keep it', async () => {
    const { ports, loop } = run(two);
    ports.sample({ ...window, to: 1_000, cpu: 5 });
    ports.sample({ ...window, from: 1_000, to: 1_010, cpu: 99 });
    ports.answer('L2.1', { type: 'exited', exitCode: 0 });
    expect(ports.lines.filter((event) => event.type === 'sampled')).toHaveLength(1);
    const deferred = ports.lines.find((event) => event.type === 'deferred');
    expect(deferred).toMatchObject({ ids: ['L3.1'], reason: 'cpu', view: { cpu: 99, band: 'RED' } });
    loop.interrupt('SIGTERM');
    expect((await loop.finished).result).toBe('cancelled');
  });

  it('starts a service when a task first needs it, waits until it is ready, and ends after the service', async () => {
    const { ports, loop } = run(
      buildMission({
        tasks: [task('L2.1'), test('L3.1', { needs: ['L2.1'], services: ['api'] })],
        services: [service('api', { env: { PORT: '1' } })],
        admission: { gate: 'off' },
      }),
    );
    expect(ports.services).toEqual([]);
    ports.answer('L2.1', { type: 'exited', exitCode: 0 });
    expect(ports.services).toMatchObject([{ id: 'api', env: { PORT: '1' } }]);
    expect(ports.launches).toHaveLength(1);
    ports.answerService('api', { type: 'started', pid: 7 });
    ports.answerService('api', { type: 'ready' });
    expect(ports.launches.at(-1)?.task.id).toBe('L3.1');
    ports.answer('L3.1', { type: 'exited', exitCode: 0 });
    expect(ports.signals).toEqual(['TERM api']);
    ports.answerService('api', { type: 'exited', signal: 'SIGTERM', logTail: 'bye' });
    expect((await loop.finished).result).toBe('succeeded');
    expect(ports.lines.flatMap((event) => (event.type.startsWith('service-') ? [event.type] : []))).toEqual([
      'service-starting',
      'service-started',
      'service-ready',
      'service-stopping',
      'service-exited',
    ]);
  });

  it('kills services too when the journal cannot be written', async () => {
    const { ports, loop } = run(
      buildMission({ tasks: [task('L2.1', { services: ['api'] })], services: [service('api')] }),
    );
    ports.journalFailure = new Error('no space left on device');
    ports.answerService('api', { type: 'started', pid: 7 });
    await expect(loop.finished).rejects.toThrow('no space left');
    expect(ports.signals).toContain('KILL api');
  });

  it('gives all steps of an attempt the same environment, and the next attempt a new one', async () => {
    const mission = buildMission({
      tasks: [
        task('L2.1', {
          steps: [{ run: 'one' }, { run: 'two' }],
          retry: { attempts: 2, delay: 0, backoff: 1, on: ['failure'] },
        }),
      ],
    });
    let asked = 0;
    const evaluator: ExpressionEvaluator = {
      ...plainEvaluator,
      environment: () => {
        asked += 1;
        return { type: 'evaluated', env: { ASKED: String(asked) } };
      },
    };
    const { ports, loop } = run(mission, evaluator);
    ports.answer('L2.1', { type: 'exited', exitCode: 0 });
    ports.answer('L2.1', { type: 'exited', exitCode: 1 });
    ports.advance(0);
    ports.answer('L2.1', { type: 'exited', exitCode: 0 });
    ports.answer('L2.1', { type: 'exited', exitCode: 0 });
    expect((await loop.finished).result).toBe('succeeded');
    expect(ports.launches.map(({ attempt, env }) => `${attempt} ${env.ASKED}`)).toEqual(['1 1', '1 1', '2 2', '2 2']);
  });

  it('fails tasks and services whose environment cannot be evaluated, with the reason', async () => {
    const evaluator: ExpressionEvaluator = {
      ...plainEvaluator,
      environment: (_, { id }) => ({ type: 'failed', message: `no environment for ${id}` }),
    };
    const { ports, loop } = run(
      buildMission({ tasks: [task('L2.1'), task('L2.2', { services: ['api'] })], services: [service('api')] }),
      evaluator,
    );
    const report = await loop.finished;
    expect(ports.launches).toEqual([]);
    expect(report.tasks.get('L2.1')).toMatchObject({ status: 'failed', reason: 'no environment for L2.1' });
    expect(report.tasks.get('L2.2')?.reason).toContain('service api: no environment for api');
  });
});
