import { matrixBase } from '../../mission/matrix/base.ts';
import type { Mission } from '../../mission/model/mission.ts';
import type { FleetPlan, Part } from '../plan/fleet-plan.ts';

/** How a job is called. */
export interface JobName {
  /** Its key in the workflow file. */
  readonly id: string;
  /** What is shown for it: the ids of its tasks, as far as there is room. */
  readonly shown: string;
}

/** Names of other jobs in the file, with which no part may be confused. */
const TAKEN = ['verdict', 'plan', 'part', 'mission'];

/** Characters of a name that the list of jobs shows without cutting it. */
const SHOWN_CHARACTERS = 60;

/**
 * By number of a part: names made from what it runs, such as `build` or `unit-2`. Parts that would have the same name are numbered.
 *
 * @param reserved ids of jobs that the maintainer added
 */
export function jobNames(plan: FleetPlan, mission: Mission, reserved: readonly string[]): ReadonlyMap<number, JobName> {
  const bases = new Map(mission.tasks.map((task) => [task.id, matrixBase(task)]));
  const stems = plan.parts.map((part) => stemOf(part, bases));
  const counts = new Map<string, number>();
  for (const stem of stems) counts.set(fold(stem), (counts.get(fold(stem)) ?? 0) + 1);
  const used = new Set([...TAKEN, ...reserved.map(fold)]);
  const names = new Map<number, JobName>();
  for (const [index, part] of plan.parts.entries()) {
    const stem = stems[index] ?? 'part';
    const isAlone = counts.get(fold(stem)) === 1 && !used.has(fold(stem));
    const id = isAlone ? stem : numbered(stem, used);
    used.add(fold(id));
    names.set(part.number, { id, shown: shownName(part, plan, bases) });
  }
  return names;
}

/** GitHub distinguishes capitals in ids of jobs, readers do not. */
function fold(id: string): string {
  return id.toLowerCase();
}

function numbered(stem: string, used: ReadonlySet<string>): string {
  let number = 1;
  while (used.has(fold(`${stem}-${number}`))) number += 1;
  return `${stem}-${number}`;
}

function stemOf({ tasks }: Part, bases: ReadonlyMap<string, string>): string {
  const [first = 'part', second, ...more] = new Set(tasks.map((id) => bases.get(id) ?? id));
  if (second === undefined) return jobId(first);
  return more.length === 0 ? `${jobId(first)}-and-${slug(second)}` : `${jobId(first)}-and-${more.length + 1}-more`;
}

/** GitHub allows letters, digits, `-` and `_`, the first of them a letter or `_`: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_id */
function jobId(id: string): string {
  const text = slug(id);
  return /^[A-Za-z_]/.test(text) ? text : `part-${text}`.replace(/-+$/, '');
}

function slug(id: string): string {
  const text = id.replace(/[^A-Za-z0-9_]+/g, '-');
  return text.replace(/^-+|-+$/g, '').slice(0, 60);
}

/** A matrix that is in this part only is shown as its id. */
function shownName(part: Part, plan: FleetPlan, bases: ReadonlyMap<string, string>): string {
  const elsewhere = new Set(
    plan.parts.flatMap(({ number, tasks }) => (number === part.number ? [] : tasks.map((id) => bases.get(id)))),
  );
  const names = [
    ...new Set(
      part.tasks.map((id) => {
        const base = bases.get(id) ?? id;
        return elsewhere.has(base) ? id : base;
      }),
    ),
  ];
  let count = 1;
  while (count < names.length && names.slice(0, count + 1).join(', ').length <= SHOWN_CHARACTERS) count += 1;
  const left = names.length - count;
  return `${names.slice(0, count).join(', ')}${left === 0 ? '' : ` and ${left} more`}`;
}
