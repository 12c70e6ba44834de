/*
 * This folder chooses how many runners a mission gets, and which task goes to which of them.
 *
 * 1. `problem.ts` sums up what each group of tasks takes on one runner. Groups are never divided.
 * 2. `search.ts` looks for the best parting for 1, 2, … parts. It builds partings stage by stage (`stages.ts`), divides the best one with one
 *    part less, and improves the best of these (`improve.ts`). Thousands of partings are compared by a lower bound (`estimate.ts`).
 * 3. `simulate-fleet.ts` runs the parting that was found on virtual machines, with the same schedule as a real run. Only these figures are shown.
 * 4. This file makes the table, and chooses.
 *
 * A part is a job: it starts when all jobs that it needs have ended, needs some time before its first task, and is billed by the minute. So
 * the number of runners is the number of parts, also if they run one after the other.
 *
 * Invariants:
 * - A row of the table is faster than all rows with fewer runners, except for a number of runners that was asked for.
 * - The same mission, history and options always give the same plan.
 *
 * Not here: what may be cut (`fleet/plan/cut.ts`), and how the table is printed.
 */
import type { SafeCuts } from '../plan/cut.ts';
import { safeCuts } from '../plan/cut.ts';
import { planOf } from '../plan/derive-plan.ts';
import { bondText } from '../plan/explain-cut.ts';
import type { FleetPlan } from '../plan/fleet-plan.ts';
import { holdsTogether } from './explain-groups.ts';
import type { Candidate } from './improve.ts';
import { createProblem, type Problem } from './problem.ts';
import { searchPartings } from './search.ts';
import { createFleetSimulator, type FleetTimes, type FleetWorld } from './simulate-fleet.ts';

export interface FleetRequest extends FleetWorld {
  /** `auto`: as many as are worth it. */
  readonly runners: 'auto' | number;
  readonly mostRunners: number;
  /** Milliseconds: the fewest runners are chosen with which the mission takes no longer. */
  readonly targetTime?: number | undefined;
}

/** A number of runners, and the best plan for it that was found. */
export interface FleetRow {
  readonly runners: number;
  readonly plan: FleetPlan;
  readonly times: FleetTimes;
  /** Percent of the makespan of the first row that is saved. */
  readonly gain: number;
}

/** Why a row was chosen. */
export type FleetReason =
  /** The smallest makespan plus overhead for each runner. */
  | 'balance'
  /** The fewest runners with which the target is met. */
  | 'target'
  /** The target is met with no number of runners: the shortest. */
  | 'missed'
  /** This number was asked for. */
  | 'given';

export interface FleetChoice {
  readonly type: 'chosen';
  /** By number of runners. */
  readonly rows: readonly FleetRow[];
  readonly chosen: FleetRow;
  readonly reason: FleetReason;
  /** How many parts the mission can be cut into. */
  readonly mostParts: number;
  /** Up to which number of runners was looked. */
  readonly searched: number;
  /** Sentences: what keeps the mission from being cut further. */
  readonly bounds: readonly string[];
}

export type FleetResult = FleetChoice | { readonly type: 'refused'; readonly message: string };

export function chooseFleet(request: FleetRequest): FleetResult {
  const { mission, runners, mostRunners, overhead } = request;
  const cuts = safeCuts(mission);
  const mixed = cuts.groups.find(({ labels }) => labels.length > 1);
  if (mixed !== undefined) return { type: 'refused', message: mixedText(mixed) };
  const mostParts = cuts.groups.length;
  if (typeof runners === 'number' && runners > mostParts) {
    return { type: 'refused', message: tooManyText(runners, request, cuts) };
  }
  const simulator = createFleetSimulator(request);
  const problem = createProblem({ ...request, cuts, idle: simulator.idle });
  const searched = typeof runners === 'number' ? runners : Math.min(mostRunners, mostParts);
  const bound = shortestChain(problem) + overhead;
  const rows: FleetRow[] = [];
  for (const found of searchPartings(problem, searched)) {
    const best = rows.at(-1)?.times.makespan ?? Infinity;
    const isGiven = found?.count === runners;
    if (found === undefined || (found.estimate.makespan >= best && !isGiven)) continue;
    const plan = planOfParting(found, request, problem);
    const times = simulator.simulate(plan);
    if (times.makespan >= best && !isGiven) continue;
    const first = rows[0]?.times.makespan ?? times.makespan;
    const gain = first === 0 ? 0 : (100 * (first - times.makespan)) / first;
    rows.push({ runners: found.count, plan, times, gain });
    // No number of runners is faster than the longest chain of groups.
    if (runners === 'auto' && times.makespan <= bound) break;
  }
  const chosen = choose(rows, request);
  if (chosen === undefined) return { type: 'refused', message: tooFewText(searched, problem) };
  const bounds = holdsTogether(mission, cuts, problem);
  return { type: 'chosen', rows, ...chosen, mostParts, searched, bounds };
}

function choose(
  rows: readonly FleetRow[],
  { runners, targetTime, overhead }: FleetRequest,
): Pick<FleetChoice, 'chosen' | 'reason'> | undefined {
  const last = rows.at(-1);
  if (last === undefined || (runners !== 'auto' && last.runners !== runners)) return undefined;
  if (runners !== 'auto') return { chosen: last, reason: 'given' };
  if (targetTime !== undefined) {
    const met = rows.find(({ times }) => times.makespan <= targetTime);
    return met === undefined ? { chosen: last, reason: 'missed' } : { chosen: met, reason: 'target' };
  }
  const costOf = ({ times, runners: count }: FleetRow): number => times.makespan + count * overhead;
  const chosen = rows.reduce((best, row) => (costOf(row) < costOf(best) ? row : best));
  return { chosen, reason: 'balance' };
}

/** Parts in an order in which each needs only earlier ones; of those that may be next, the one with the first task of the file. */
function planOfParting(
  { parting, count }: Candidate,
  { mission }: FleetRequest,
  { cuts, labels, groups, waits }: Problem,
): FleetPlan {
  const needs = Array.from({ length: count }, () => new Set<number>());
  for (const { needs: needed, members } of waits) {
    const from = new Set(needed.map((group) => parting[group] ?? 0));
    for (const part of new Set(members.map((group) => parting[group] ?? 0))) {
      for (const need of from) if (need !== part) needs[part]?.add(need);
    }
  }
  // In the order of their first groups, which is that of the file.
  const open = [...new Set(parting)];
  const order: number[] = [];
  while (open.length > 0) {
    const next = open.findIndex((part) => [...(needs[part] ?? [])].every((need) => order.includes(need)));
    order.push(...open.splice(Math.max(0, next), 1));
  }
  const assignments = order.map((part, index) => {
    const label = labels[groups[parting.indexOf(part)]?.label ?? 0];
    const tasks = mission.tasks.flatMap(({ id }) => (parting[cuts.groupOf.get(id) ?? 0] === part ? [id] : []));
    return { number: index + 1, tasks, ...(label === undefined ? {} : { label }) };
  });
  const derived = planOf(mission, cuts, assignments);
  if (derived.type === 'plan') return derived.plan;
  throw new Error(`${derived.problems[0]?.message ?? 'a plan was refused'}, which is a bug of the search`);
}

/** Milliseconds of the longest chain of groups, each on a runner of its own that needs no time to start. */
function shortestChain({ groups, waits, waitsOf, order }: Problem): number {
  const ends = new Array<number>(order.length).fill(0);
  let longest = 0;
  for (const node of order) {
    const before =
      node < groups.length
        ? (waitsOf[node] ?? []).map((index) => groups.length + index)
        : waits[node - groups.length]?.needs;
    const start = (before ?? []).reduce((latest, each) => Math.max(latest, ends[each] ?? 0), 0);
    ends[node] = start + (groups[node]?.alone ?? 0);
    longest = Math.max(longest, ends[node] ?? 0);
  }
  return longest;
}

function mixedText({ labels, bonds }: SafeCuts['groups'][number]): string {
  const reasons = bonds.slice(0, 3).map(bondText).join('; ');
  return `expected tasks that must be on one runner to have one \`runs-on\`, found ${labels.join(' and ')}: ${reasons}`;
}

function tooManyText(runners: number, { mission }: FleetRequest, cuts: SafeCuts): string {
  const most = cuts.groups.length;
  const parts = most === 1 ? 'it has no safe cut' : `it can be cut into ${most} parts`;
  const reasons = holdsTogether(mission, cuts)
    .map((reason) => `\n  ${reason}`)
    .join('');
  return `expected at most ${most} runner${most === 1 ? '' : 's'}, found ${runners}: ${parts}${reasons}`;
}

function tooFewText(searched: number, { labels }: Problem): string {
  const names = labels.map((label) => label ?? 'the default label').join(', ');
  return `expected enough runners for the labels of the tasks, found ${searched}: a runner has one label, and the mission needs ${names}`;
}
