import { describe, expect, it } from 'vitest';
import type { Mission } from '../../src/mission/model/mission.ts';
import type { Event, StepExited } from '../../src/schedule/events/event.ts';
import { buildMission, service, task, test } from '../build-mission.ts';
import { fc } from '../suite/fast-check.ts';
import { drive, endOf } from './drive.ts';
import { randomMission } from './random-mission.ts';
import { playOut, randomMachine, randomMoves } from './random-run.ts';

/**
 * What each event says. `wrong` must reach the mission's result, unless a key of the mission file allows it. `noted` concerns the
 * run itself or a process that is left over: it is in every report and never decides. A new event has to be put into this table.
 */
const SAYS: { readonly [Type in Event['type']]: 'fine' | 'wrong' | 'may be wrong' | 'noted' } = {
  'mission-started': 'fine',
  resumed: 'fine',
  sampled: 'fine',
  woke: 'fine',
  'step-started': 'fine',
  'spawn-failed': 'wrong',
  'step-exited': 'may be wrong',
  interrupted: 'wrong',
  lost: 'wrong',
  degraded: 'noted',
  triggered: 'fine',
  checked: 'fine',
  deferred: 'fine',
  admitted: 'fine',
  'step-advanced': 'fine',
  // If its condition cannot be evaluated, the step has failed.
  'step-skipped': 'may be wrong',
  'step-timed-out': 'wrong',
  finishing: 'may be wrong',
  cleaning: 'fine',
  // The attempt whose `finally` it is has failed anyway: it was killed.
  cleaned: 'noted',
  stopping: 'may be wrong',
  killing: 'noted',
  retrying: 'wrong',
  requeued: 'fine',
  // It is repeated. If it cannot be, its end is what is wrong.
  paused: 'noted',
  continued: 'noted',
  evicted: 'noted',
  ended: 'may be wrong',
  'service-starting': 'fine',
  'service-started': 'fine',
  'service-ready': 'fine',
  'service-failed': 'wrong',
  'service-exited': 'may be wrong',
  'service-stopping': 'fine',
  'service-killing': 'noted',
  'mission-ended': 'may be wrong',
};

describe('F160 no false green', () => {
  it('F160: whatever goes wrong, the mission fails unless a key of its file allows it', () => {
    let wrong = 0;
    fc.assert(
      fc.property(randomMission(), randomMachine(), randomMoves(), (mission, machine, moves) => {
        const { journal, state } = playOut(mission, machine, moves, () => {});
        const affected = affectedBy(journal, mission);
        wrong += affected.length;
        const unforgiven = affected.filter((each) => !isAllowed(each, mission));
        if (unforgiven.length > 0) expect(state.result, JSON.stringify(unforgiven[0])).not.toBe('succeeded');
      }),
      { numRuns: 400 },
    );
    // Without a single failure, the test would check nothing.
    expect(wrong).toBeGreaterThan(100);
  });

  it('F160: a service that dies while a task uses it fails that task, although the task exits with 0', () => {
    const run = drive(buildMission({ tasks: [task('A', { services: ['db'] }), task('B')], services: [service('db')] }));
    run.start();
    run.observe({ type: 'service-ready', at: 0, id: 'db' });
    run.observe({ type: 'service-exited', at: 0, id: 'db', exitCode: 0, logTail: '' });
    run.exit('A');
    run.exit('B');
    expect(endOf(run, 'A')).toEqual({
      id: 'A',
      status: 'failed',
      reason: 'service db: it exited with code 0 while it was needed; the task itself exited with 0',
    });
    expect(endOf(run, 'B')?.status).toBe('succeeded');
    expect(run.state.result).toBe('failed');
  });

  it('F160: a failure whose service died names the service, and is not retried without it', () => {
    const retry = { attempts: 3, delay: 0, backoff: 1, on: ['failure'] } as const;
    const run = drive(buildMission({ tasks: [task('A', { services: ['db'], retry })], services: [service('db')] }));
    run.start();
    run.observe({ type: 'service-ready', at: 0, id: 'db' });
    run.observe({ type: 'service-exited', at: 0, id: 'db', signal: 'SIGSEGV', logTail: '' });
    run.exit('A', 1);
    expect(endOf(run, 'A')?.reason).toBe(
      'it exited with code 1; service db: it was ended by SIGSEGV while it was needed',
    );
  });

  it('F160: a service that dies when no running or waiting task needs it fails nothing', () => {
    const run = drive(
      buildMission({
        tasks: [task('A', { services: ['db'] }), task('B'), test('T', { needs: ['B'], services: ['db'], if: 'false' })],
        services: [service('db')],
      }),
    );
    run.start();
    run.observe({ type: 'service-ready', at: 0, id: 'db' });
    run.exit('A');
    run.observe({ type: 'service-exited', at: 0, id: 'db', exitCode: 1, logTail: '' });
    expect(endOf(run, 'A')?.status).toBe('succeeded');
  });

  it('F160: a test that is stopped because it is no longer needed fails if its results name a failed test', () => {
    const run = drive(
      buildMission({
        tasks: [
          task('A'),
          test('T', { supports: 'A', deploy: 'while-running' }),
          test('U', { supports: 'A', deploy: 'while-running' }),
        ],
        admission: { gate: 'off' },
      }),
    );
    run.start();
    run.exit('A');
    const left = { logTail: '', logBytes: 0, outputsRejected: 'half a line', resultsProblem: 'half a file' };
    const results = { tests: 3, failed: 2, skipped: 0, failures: [] };
    run.observe({ type: 'step-exited', at: 0, id: 'T', step: 0, signal: 'SIGTERM', left: { ...left, results } });
    run.observe({ type: 'step-exited', at: 0, id: 'U', step: 0, signal: 'SIGTERM', left });
    expect(endOf(run, 'T')).toEqual({
      id: 'T',
      status: 'failed',
      reason: 'its results name 2 failed tests when it was stopped',
    });
    expect(endOf(run, 'U')?.status).toBe('not-needed');
    expect(run.state.result).toBe('failed');
  });
});

/** A failure of a task: its event, and whether another attempt followed. */
interface Affected {
  readonly id: string | undefined;
  readonly event: Event;
  readonly retried: boolean;
  /** It never started, because the task that it supports had ended. */
  readonly unneeded: boolean;
}

/** Reads the failures and their tasks from the journal, without the code under test. */
function affectedBy(journal: readonly Event[], mission: Mission): readonly Affected[] {
  const affected: { id: string | undefined; event: Event; attempt: number }[] = [];
  const running = new Map<string, { step: number; cause?: string }>();
  const wanting = new Set<string>();
  const stopped = new Set<string>();
  const attempts = new Map<string, number>();
  const unneeded = new Set<string>();
  /** By id: how many failures there were before its newest launch. */
  const launches = new Map<string, number>();
  const add = (id: string | undefined, event: Event): void => {
    affected.push({ id, event, attempt: id === undefined ? 0 : (attempts.get(id) ?? 0) });
  };
  for (const event of journal) {
    switch (event.type) {
      case 'triggered':
        wanting.add(event.id);
        break;
      case 'admitted':
        running.set(event.id, { step: 0 });
        attempts.set(event.id, event.attempt);
        launches.set(event.id, affected.length);
        break;
      case 'step-advanced': {
        const { cause } = running.get(event.id) ?? {};
        running.set(event.id, { step: event.step, ...(cause === undefined ? {} : { cause }) });
        break;
      }
      case 'stopping': {
        const task = running.get(event.id);
        if (task !== undefined) task.cause = event.cause;
        if (event.cause !== 'not-needed') add(event.id, event);
        break;
      }
      case 'spawn-failed':
      case 'lost': {
        const task = running.get(event.id);
        const isCurrent = task !== undefined && (event.type === 'lost' || task.step === event.step);
        if (isCurrent && (event.type === 'lost' || task.cause !== 'not-needed')) add(event.id, event);
        break;
      }
      case 'step-exited': {
        const task = running.get(event.id);
        if (task?.step === event.step && isWrong(event, task.cause)) add(event.id, event);
        break;
      }
      case 'service-stopping':
        stopped.add(event.id);
        break;
      case 'service-failed':
      case 'service-exited':
        if (stopped.has(event.id)) break;
        for (const { id, services } of mission.tasks) {
          if (wanting.has(id) && services.includes(event.id)) add(id, event);
        }
        break;
      case 'ended':
        running.delete(event.id);
        wanting.delete(event.id);
        if (event.status === 'not-needed') unneeded.add(event.id);
        if (['failed', 'timed-out', 'cancelled'].includes(event.status)) add(event.id, event);
        break;
      case 'retrying':
        running.delete(event.id);
        add(event.id, event);
        break;
      case 'evicted': {
        running.delete(event.id);
        // It runs again, so nothing of this launch counts, except for a service that has failed. If it cannot, its end counts.
        const before = launches.get(event.id) ?? 0;
        const counts = (each: { readonly event: Event }, index: number): boolean =>
          index < before || !('step' in each.event || each.event.type === 'stopping') || each.event.id !== event.id;
        affected.splice(0, affected.length, ...affected.filter(counts));
        break;
      }
      case 'interrupted':
        add(undefined, event);
        break;
      default:
        expect(['fine', 'noted', 'may be wrong']).toContain(SAYS[event.type]);
    }
  }
  return affected.map(({ id, event, attempt }) => ({
    id,
    event,
    retried: id !== undefined && (attempts.get(id) ?? 0) > attempt,
    unneeded: id !== undefined && !attempts.has(id) && unneeded.has(id),
  }));
}

function isWrong({ exitCode, left }: StepExited, cause: string | undefined): boolean {
  if ((left?.results?.failed ?? 0) > 0) return true;
  if (cause === 'not-needed') return false;
  return exitCode !== 0 || left?.resultsProblem !== undefined || left?.outputsRejected !== undefined;
}

/**
 * `continue-on-error` allows every failure of its task, `retry` one that another attempt followed, and `deploy` that a task does
 * not run at all.
 */
function isAllowed({ id, event, retried, unneeded }: Affected, mission: Mission): boolean {
  const found = mission.tasks.find((each) => each.id === id);
  if (found === undefined) return false;
  const cancelled = event.type === 'lost' || (event.type === 'ended' && event.status === 'cancelled');
  if (unneeded && found.deploy !== 'always') return true;
  return (found.continueOnError && !cancelled) || (retried && found.retry !== undefined);
}
