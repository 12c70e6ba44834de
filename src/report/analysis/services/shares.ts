/*
 * `services/`: what services did for the tasks that use them.
 *
 * A test that asks a database computes little itself. Its own process tree shows the small part, and without the rest a prediction is too short. The
 * journal has the use of each service in each window that it keeps. This folder divides it among the attempts that ran in that window and list
 * the service: in proportion to their own CPU time, or equally if they used none.
 *
 * Invariants:
 * - A service's use is divided once: the shares of all attempts add up to what it used from its `ready` on, while an attempt used it.
 * - What it used before it was ready, while it ended, or while no attempt used it, belongs to no task. For predictions it counts as other programs.
 * - Everything is derived from the report, so it is the same for a journal of an older version.
 *
 * Not here: what an attempt and its share would have taken alone (`schedule/state/solo-use.ts`).
 */
import { lastUpTo } from '../../../simulate/measured/load-profile.ts';
import type { UsePoint } from '../../../simulate/measured/measured-run.ts';
import type { AttemptReport } from '../../model/attempt.ts';
import type { RunReport, TaskReport } from '../../model/run.ts';
import type { ServiceReport } from '../../model/service.ts';

/** What the services of one attempt did for it. */
export interface ServiceShare {
  readonly cpuSeconds: number;
  /** Seconds for which their threads waited for a CPU; 0 where it is not measured. */
  readonly waited: number;
  /** In order of their ends. */
  readonly parts: readonly SharePart[];
}

/** CPU seconds between two moments. */
interface SharePart {
  readonly from: number;
  readonly to: number;
  readonly cpuSeconds: number;
}

interface Share {
  cpuSeconds: number;
  waited: number;
  readonly parts: SharePart[];
}

/** By attempt; those without a share are absent. Computed once for each state of the report. */
export function serviceShares(report: RunReport): ReadonlyMap<AttemptReport, ServiceShare> {
  if (report.services.size === 0) return NONE;
  const moment = momentOf(report);
  const known = computed.get(report);
  if (known?.moment === moment) return known.shares;
  const shares = new Map<AttemptReport, Share>();
  for (const service of report.services.values()) divide(service, usersOf(service, report), shares);
  for (const { parts } of shares.values()) parts.sort((one, other) => one.to - other.to);
  computed.set(report, { moment, shares });
  return shares;
}

const NONE: ReadonlyMap<AttemptReport, ServiceShare> = new Map();

/** Each document asks for the shares of every attempt. A report changes while its run goes on. */
const computed = new WeakMap<
  RunReport,
  { readonly moment: string; readonly shares: ReadonlyMap<AttemptReport, ServiceShare> }
>();

function momentOf({ services, tasks, counts }: RunReport): string {
  const looks = [...services.values()].map(({ usage }) => usage?.points.length ?? 0);
  return [tasks.size, ...Object.values(counts), ...looks].join(' ');
}

/** An attempt that lists the service. */
interface User {
  readonly attempt: AttemptReport;
  readonly ended: number;
  readonly own: OwnUse;
}

/** CPU seconds of a task up to each moment. */
interface OwnUse {
  readonly times: readonly number[];
  readonly seconds: readonly number[];
}

/** In order of their start. */
function usersOf(service: ServiceReport, report: RunReport): readonly User[] {
  return service.users
    .flatMap((id) => report.tasks.get(id) ?? [])
    .filter(({ runner }) => runner === service.runner)
    .flatMap((task) => {
      const own = ownUseOf(task);
      return task.attemptList.map((attempt) => ({ attempt, ended: attempt.ended ?? report.duration, own }));
    })
    .sort((one, other) => one.attempt.started - other.attempt.started);
}

function ownUseOf({ started = 0, usage }: TaskReport): OwnUse {
  const points = usage?.points ?? [];
  return {
    times: [started, ...points.map(({ at }) => at)],
    seconds: [0, ...points.map(({ cpuSeconds }) => cpuSeconds)],
  };
}

function usedUntil({ times, seconds }: OwnUse, time: number): number {
  const index = lastUpTo(times, time);
  const from = times[index];
  const before = seconds[index] ?? 0;
  const to = times[index + 1];
  if (from === undefined || to === undefined || to <= from) return before;
  return before + (((seconds[index + 1] ?? before) - before) * (time - from)) / (to - from);
}

/** Adds the use of one service to the shares of its users, window by window. */
function divide(service: ServiceReport, users: readonly User[], shares: Map<AttemptReport, Share>): void {
  const { ready, stopping = Number.POSITIVE_INFINITY, usage } = service;
  if (ready === undefined) return;
  let before: UsePoint = { at: service.started ?? ready, cpuSeconds: 0, memory: 0, waited: 0 };
  let next = 0;
  let active: User[] = [];
  for (const point of usage?.points ?? []) {
    const window = { from: before.at, to: point.at };
    const used = point.cpuSeconds - before.cpuSeconds;
    const waited = (point.waited ?? before.waited ?? 0) - (before.waited ?? 0);
    before = point;
    active = active.filter(({ ended }) => ended > window.from);
    for (let user = users[next]; user !== undefined && user.attempt.started < window.to; user = users[next]) {
      next += 1;
      if (user.ended > window.from) active.push(user);
    }
    if (window.to <= window.from || used <= 0 || active.length === 0) continue;
    // Of a window in which it started or ended, the part in between.
    const usable = Math.min(window.to, stopping) - Math.max(window.from, ready);
    const part = Math.max(0, usable / (window.to - window.from));
    if (part === 0) continue;
    for (const { user, from, to, weight } of weighted(active, window)) {
      const share = shares.get(user.attempt) ?? { cpuSeconds: 0, waited: 0, parts: [] };
      shares.set(user.attempt, share);
      const cpuSeconds = part * weight * used;
      share.parts.push({ from, to, cpuSeconds });
      share.cpuSeconds += cpuSeconds;
      share.waited += part * weight * Math.max(0, waited);
    }
  }
}

/** Each attempt with its part of the window; the weights add up to 1. */
function weighted(active: readonly User[], window: { readonly from: number; readonly to: number }) {
  const parts = active.map((user) => {
    const from = Math.max(window.from, user.attempt.started);
    const to = Math.min(window.to, user.ended);
    return { user, from, to, used: Math.max(0, usedUntil(user.own, to) - usedUntil(user.own, from)) };
  });
  const used = parts.reduce((sum, part) => sum + part.used, 0);
  const time = parts.reduce((sum, { from, to }) => sum + to - from, 0);
  return parts.map(({ user, from, to, used: own }) => {
    return { user, from, to, weight: used > 0 ? own / used : time > 0 ? (to - from) / time : 0 };
  });
}

/** CPU seconds of a share up to a moment. */
export function sharedUntil({ parts }: Pick<ServiceShare, 'parts'>, time: number): number {
  let sum = 0;
  for (const { from, to, cpuSeconds } of parts) {
    if (from >= time) continue;
    sum += to <= time ? cpuSeconds : (cpuSeconds * (time - from)) / (to - from);
  }
  return sum;
}
