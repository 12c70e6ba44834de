import type { AdmissionRules, Mission, RetryCause, Task } from '../../src/mission/model/mission.ts';
import type { EndStatus } from '../../src/schedule/events/end-status.ts';
import type { Event, LeftBehind, MissionResult, StopCause, WaitReason } from '../../src/schedule/events/event.ts';
import type { MachineFacts } from '../../src/schedule/events/machine-facts.ts';
import type { ChangedFiles } from '../../src/schedule/events/opening.ts';
import type { Constraint, GateView, Usage } from '../../src/schedule/events/reading.ts';
import { ADMISSION, TASK } from '../build-mission.ts';

/** Builds journals event by event, like the schedule writes them: `at` sets the time of the events that follow. */

export const minute = 60_000;

/** The journals are built as of a gate that waits for whole windows, so that their decisions follow from their readings. */
export const defaultAdmission: AdmissionRules = { ...ADMISSION, react: 0, recheck: 5 * minute };

export const machine: MachineFacts = {
  cpus: 4,
  memory: 16 * 1024 ** 3,
  platform: 'linux',
  architecture: 'x64',
  hostname: 'runner-7',
  node: 'v24.21.0',
  processor: 'Example CPU 9000',
  source: '/proc, cgroup v2',
  notes: [],
};

export function task(id: string, rest: Partial<Task> = {}): Task {
  return { ...TASK, id, kind: id.startsWith('L3') ? 'test' : 'task', name: id, ...rest };
}

export function mission(tasks: readonly Task[], rest: Partial<Mission> = {}): Mission {
  return { name: 'Example', scope: [], failFast: false, admission: defaultAdmission, tasks, services: [], ...rest };
}

export class JournalBuilder {
  readonly events: Event[];
  private now = 0;
  private readonly active = new Set<string>();
  private load = 0;
  private readonly mission: Mission;
  private cpu = 20;
  private memory = 30;

  constructor(ofMission: Mission, facts: MachineFacts = machine, changed?: ChangedFiles) {
    this.mission = ofMission;
    this.events = [
      {
        type: 'mission-started',
        at: 0,
        journal: 1,
        started: '2026-11-23T03:28:00.000Z',
        file: 'mission.yml',
        root: '/srv/project',
        mission: ofMission,
        machine: facts,
        ...(changed === undefined ? {} : { changed }),
      },
    ];
  }

  at(now: number): this {
    this.now = now;
    return this;
  }

  sample(cpu: number, memory: number, usage: Record<string, Usage> = {}, constraints?: readonly Constraint[]): this {
    this.cpu = cpu;
    this.memory = memory;
    const from = Math.max(0, this.now - this.mission.admission.sample);
    const named = constraints === undefined ? {} : { constraints };
    return this.add({ type: 'sampled', at: this.now, reading: { from, to: this.now, cpu, memory, ...named, usage } });
  }

  trigger(id: string, by?: string): this {
    return this.add({ type: 'triggered', at: this.now, id, ...(by === undefined ? {} : { by }) });
  }

  check(): this {
    return this.add({ type: 'checked', at: this.now });
  }

  defer(ids: readonly string[], reason: WaitReason, detail: string): this {
    return this.add({ type: 'deferred', at: this.now, ids, reason, detail, view: this.view() });
  }

  admit(id: string, { forced = false, attempt = 1 } = {}): this {
    this.add({ type: 'admitted', at: this.now, id, attempt, forced, view: this.view() });
    this.active.add(id);
    this.load += this.task(id).load ?? 0;
    return this.start(id, 0);
  }

  start(id: string, step: number): this {
    return this.add({ type: 'step-started', at: this.now, id, step, pid: 4000 + this.events.length });
  }

  /** Trigger, check and admission at one instant. */
  launch(id: string, by?: string): this {
    return this.trigger(id, by).check().admit(id);
  }

  exit(id: string, step: number, end: { exitCode: number } | { signal: string }, left?: LeftBehind): this {
    return this.add({ type: 'step-exited', at: this.now, id, step, ...end, ...(left === undefined ? {} : { left }) });
  }

  advance(id: string, step: number): this {
    return this.add({ type: 'step-advanced', at: this.now, id, step }).start(id, step);
  }

  evict(id: string, times: number): this {
    this.release(id);
    return this.add({ type: 'evicted', at: this.now, id, attempt: 1, times });
  }

  end(id: string, status: EndStatus, reason?: string, failedStep?: number): this {
    this.release(id);
    return this.add({
      type: 'ended',
      at: this.now,
      id,
      status,
      ...(reason === undefined ? {} : { reason }),
      ...(failedStep === undefined ? {} : { failedStep }),
    });
  }

  /** The remaining steps succeed, the last one now. */
  succeed(id: string, left: LeftBehind = { logTail: 'done\n', logBytes: 5 }): this {
    const { steps } = this.task(id);
    for (let step = 0; step < steps.length; step += 1) {
      if (step > 0) this.advance(id, step);
      this.exit(id, step, { exitCode: 0 }, step === steps.length - 1 ? left : undefined);
    }
    return this.end(id, 'succeeded');
  }

  /** The attempt ends; the next one may start after `wait`. */
  retry(id: string, attempt: number, cause: RetryCause, reason: string, wait: number): this {
    this.release(id);
    return this.add({ type: 'retrying', at: this.now, id, attempt, cause, reason, until: this.now + wait });
  }

  /** The back-off is over and the next attempt starts. */
  relaunch(id: string, attempt: number): this {
    return this.add({ type: 'requeued', at: this.now, id, attempt }).check().admit(id, { attempt });
  }

  stopping(id: string, cause: StopCause): this {
    return this.add({ type: 'stopping', at: this.now, id, cause });
  }

  finish(result: MissionResult): Event[] {
    this.add({ type: 'mission-ended', at: this.now, result });
    return this.events;
  }

  add(event: Event): this {
    this.events.push(event);
    return this;
  }

  private release(id: string): void {
    if (this.active.delete(id)) this.load -= this.task(id).load ?? 0;
  }

  private task(id: string): Task {
    const found = this.mission.tasks.find((candidate) => candidate.id === id);
    if (found === undefined) throw new Error(`no task ${id} in the journal's mission`);
    return found;
  }

  private view(): GateView {
    const { cpu, memory, workers } = this.mission.admission;
    const red = this.cpu >= cpu.limit || this.memory >= memory.limit || this.active.size >= workers.limit;
    const yellow = this.cpu >= cpu.caution || this.memory >= memory.caution || this.active.size >= workers.caution;
    return {
      cpu: this.cpu,
      memory: this.memory,
      active: this.active.size,
      unseen: 0,
      reserved: 0,
      load: this.load,
      band: red ? 'RED' : yellow ? 'YELLOW' : 'GREEN',
    };
  }
}
