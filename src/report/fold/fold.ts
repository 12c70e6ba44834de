/*
 * The fold: from the events of a journal to a `RunReport`.
 *
 * `recordEvent` takes one event and passes it to the part that knows it: the life of a task (`task.ts`, `attempt.ts`), the
 * decisions of the gate (`gate.ts`), readings and load over time (`readings.ts`, `load.ts`), services (`service.ts`), the
 * opening of a run and its resume (`opening.ts`, `resumed.ts`). The loop folds while the mission runs, so each event costs
 * little, however long the run is.
 *
 * Invariants:
 * - Nothing throws, and an event with an unknown id changes nothing.
 * - After each event `counts` and the active load agree with the status of all tasks: only `setStatus` changes a status.
 * - The report agrees with the state of the schedule at every event (`test/report/agrees-with-schedule.test.ts`).
 * - Lists that grow with time are bounded: readings are merged in pairs.
 *
 * Not here: reading the journal from disk and deciding whether it is damaged (`src/run`).
 */
import type { Event } from '../../schedule/events/event.ts';
import type { MissionStarted } from '../../schedule/events/opening.ts';
import { newService, newTask } from '../model/new.ts';
import type { RunReport } from '../model/run.ts';
import { recordAdmitted, recordDeferred } from './gate.ts';
import { advanceLoad } from './load.ts';
import { recordOpening } from './opening.ts';
import { recordReading } from './readings.ts';
import { recordResumed } from './resumed.ts';
import { recordServiceEvent } from './service.ts';
import { recordTaskEvent } from './task.ts';

/** The report of an empty journal. */
export function emptyReport(): RunReport {
  const never = { caution: 100, limit: 100 };
  return {
    mission: {
      name: '',
      scope: [],
      failFast: false,
      admission: {
        cpu: never,
        memory: never,
        workers: never,
        load: 100,
        gate: 'off',
        sample: 1000,
        react: 0,
        recheck: 1000,
        patience: 1000,
        learn: false,
      },
      tasks: [],
      services: [],
    },
    file: '',
    included: [],
    root: '',
    started: '',
    machine: {
      cpus: 0,
      memory: 0,
      platform: '',
      architecture: '',
      hostname: '',
      node: '',
      source: 'none',
      notes: [],
    },
    finished: false,
    events: 0,
    duration: 0,
    tasks: new Map(),
    services: new Map(),
    counts: {
      pending: 0,
      waiting: 0,
      running: 0,
      stopping: 0,
      backoff: 0,
      succeeded: 0,
      failed: 0,
      'timed-out': 0,
      cancelled: 0,
      skipped: 0,
      'not-needed': 0,
    },
    decisions: [],
    admissions: [],
    readings: [],
    load: { now: 0, active: 0, maximum: 0, maximumActive: 0, area: 0, squares: 0, activeArea: 0, since: 0, steps: [] },
    cpu: {
      cpuArea: 0,
      cpuTime: 0,
      memoryArea: 0,
      memoryTime: 0,
      maximumCpu: 0,
      maximumMemory: 0,
      ownArea: 0,
      besideArea: 0,
    },
    constraints: new Map(),
    checks: { count: 0, last: -1 },
    degraded: [],
    interruptions: [],
    resumes: [],
  };
}

/** Applies one event to the report of the caller, which it mutates. Never throws; an unknown id changes nothing. */
export function recordEvent(report: RunReport, event: Event): void {
  report.events += 1;
  report.duration = Math.max(report.duration, event.at);
  advanceLoad(report.load, event.at);
  switch (event.type) {
    case 'mission-started':
      begin(report, event);
      return;
    case 'resumed':
      recordResumed(report, event);
      return;
    case 'sampled':
      recordReading(report, event.reading, event.at);
      return;
    case 'woke':
    case 'killing':
      return;
    case 'checked':
      report.checks.count += 1;
      report.checks.last = event.at;
      return;
    case 'deferred':
      recordDeferred(report, event);
      return;
    case 'admitted':
      recordAdmitted(report, event);
      return;
    case 'interrupted':
      report.interruptions.push({ at: event.at, signal: event.signal });
      return;
    case 'degraded':
      report.degraded.push({ at: event.at, message: event.message });
      return;
    case 'mission-ended':
      report.result = event.result;
      report.finished = true;
      return;
    case 'step-started':
    case 'step-advanced':
    case 'step-skipped':
    case 'step-timed-out':
    case 'finishing':
    case 'cleaning':
    case 'cleaned':
    case 'spawn-failed':
    case 'step-exited':
    case 'lost':
    case 'triggered':
    case 'stopping':
    case 'retrying':
    case 'requeued':
    case 'paused':
    case 'continued':
    case 'evicted':
    case 'ended': {
      const task = report.tasks.get(event.id);
      if (task !== undefined) recordTaskEvent(report, task, event);
      return;
    }
    case 'service-starting':
    case 'service-started':
    case 'service-ready':
    case 'service-failed':
    case 'service-exited':
    case 'service-stopping':
    case 'service-killing': {
      const service = report.services.get(event.id);
      if (service !== undefined) recordServiceEvent(service, event);
      return;
    }
    default:
      event satisfies never;
  }
}

function begin(report: RunReport, event: MissionStarted): void {
  recordOpening(report, event);
  report.root = event.root;
  if (event.folder !== undefined) report.folder = event.folder;
  report.started = event.started;
  for (const task of event.mission.tasks) {
    if (report.tasks.has(task.id)) continue;
    report.tasks.set(task.id, newTask(task));
    report.counts.pending += 1;
  }
  for (const service of event.mission.services) {
    if (!report.services.has(service.id)) report.services.set(service.id, newService(event.mission, service));
  }
}
