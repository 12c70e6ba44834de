import { createHash } from 'node:crypto';
import type { ReportedPart } from '../../../src/fleet/merge/reported-part.ts';
import { type FleetPlan, partsBefore } from '../../../src/fleet/plan/fleet-plan.ts';
import type { Mission } from '../../../src/mission/model/mission.ts';
import type { Event } from '../../../src/schedule/events/event.ts';
import type { MachineFacts } from '../../../src/schedule/events/machine-facts.ts';
import { foldAll } from '../../report/fold-all.ts';

/** How a runner differs from the one machine. */
export interface Runner {
  /** Milliseconds by which its clock is ahead. */
  readonly ahead: number;
  readonly machine?: MachineFacts;
}

const BEGAN = Date.parse('2026-11-23T03:28:00.000Z');

/** Splits the journal of a run on one machine into the reports of the parts of a plan, each from its own runner. */
export function splitRun(events: readonly Event[], plan: FleetPlan, runners: readonly Runner[]): ReportedPart[] {
  const [opening] = events;
  if (opening?.type !== 'mission-started') throw new Error('expected the opening event');
  return plan.parts.map(({ number, tasks }, index) => {
    const { ahead, machine = opening.machine } = runners[index] ?? { ahead: 0 };
    const own = new Set(tasks);
    const mission = partOf(opening.mission, own);
    const services = new Set(mission.services.map(({ id }) => id));
    const kept = events.slice(1).flatMap((event) => ownEvent(event, own, services));
    const starts = kept.map(({ at }) => at);
    const start = starts.length === 0 ? 0 : Math.min(...starts);
    const result = kept.some((event) => event.type === 'ended' && failed(event.status)) ? 'failed' : 'succeeded';
    const ended: Event = { type: 'mission-ended', at: Math.max(start, ...starts), result };
    const started = new Date(BEGAN + start + ahead).toISOString();
    const journal: Event[] = [
      { ...opening, mission, machine, started },
      ...[...kept, ended].map((event) => ({ ...event, at: event.at - start })),
    ];
    return {
      type: 'read',
      number,
      of: plan.parts.length,
      digest: 'plan',
      attempt: 1,
      written: started,
      packed: createHash('sha256').update(JSON.stringify(journal)).digest('hex'),
      place: `part-${number}`,
      elsewhere: elsewhere(plan, number, opening.mission),
      report: foldAll(journal),
    };
  });
}

/** Only the part's own tasks, without needs that have ended elsewhere. */
function partOf(mission: Mission, own: ReadonlySet<string>): Mission {
  const tasks = mission.tasks
    .filter(({ id }) => own.has(id))
    .map((task) => ({
      ...task,
      needs: task.needs.filter((id) => own.has(id)),
      needsAny: task.needsAny.filter((id) => own.has(id)),
    }));
  const used = new Set(tasks.flatMap(({ services }) => services));
  return { ...mission, tasks, services: mission.services.filter(({ id }) => used.has(id)) };
}

function elsewhere(plan: FleetPlan, number: number, { tasks }: Mission): ReportedPart['elsewhere'] {
  const before = new Set(partsBefore(plan, number));
  const own = new Set(plan.parts[number - 1]?.tasks);
  return plan.parts
    .filter((part) => before.has(part.number))
    .flatMap((part) =>
      part.tasks.flatMap((id) => {
        const neededBy = tasks.filter((task) => own.has(task.id) && task.needs.includes(id)).map((task) => task.id);
        return neededBy.length === 0 ? [] : [{ id, part: part.number, neededBy }];
      }),
    );
}

function ownEvent(event: Event, own: ReadonlySet<string>, services: ReadonlySet<string>): Event[] {
  if (event.type === 'deferred') {
    const ids = event.ids.filter((id) => own.has(id));
    return ids.length === 0 ? [] : [{ ...event, ids }];
  }
  if ('id' in event) return own.has(event.id) || services.has(event.id) ? [event] : [];
  return event.type === 'degraded' ? [event] : [];
}

function failed(status: string): boolean {
  return status === 'failed' || status === 'timed-out' || status === 'cancelled';
}
