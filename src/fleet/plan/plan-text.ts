import { append } from '../../base/multimap.ts';
import { suggest } from '../../base/suggest.ts';
import { matrixBase } from '../../mission/matrix/base.ts';
import type { Mission } from '../../mission/model/mission.ts';
import { isLabel, misspelledLabel } from '../../mission/model/runner-labels.ts';
import { servicesById, taskDefinition } from '../../mission/model/task-definition.ts';
import { splitIds } from '../../mission/selection/split-ids.ts';
import { safeCuts } from './cut.ts';
import { type Assignment, planOf } from './derive-plan.ts';
import type { FleetPlan } from './fleet-plan.ts';

/** Something wrong in the text of a plan. */
export interface PlanProblem {
  /** 1-based line of the text; absent if it is about all of it. */
  readonly line?: number;
  /** What was expected and what was found. */
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
}

export type ParsedPlan =
  | { readonly type: 'plan'; readonly plan: FleetPlan }
  | { readonly type: 'invalid'; readonly problems: readonly PlanProblem[] };

/**
 * A plan as text, a line for each part: `1: build, lint`, or `2 (ubuntu-24.04-arm): unit (chrome, 24)` for a runner with another label. A
 * matrix whose combinations are all in one part is written as its id. `parsePlan` reads it back.
 */
export function formatPlan(plan: FleetPlan, mission: Mission): string {
  const bases = new Map(mission.tasks.map((task) => [task.id, matrixBase(task)]));
  const partsOf = new Map<string, Set<number>>();
  for (const { number, tasks } of plan.parts) {
    for (const id of tasks) {
      const base = bases.get(id) ?? id;
      partsOf.set(base, (partsOf.get(base) ?? new Set()).add(number));
    }
  }
  const written = (id: string): string => {
    const base = bases.get(id) ?? id;
    return partsOf.get(base)?.size === 1 ? base : id;
  };
  return plan.parts
    .map(({ number, label, tasks }) => {
      const ids = [...new Set(tasks.map(written))].join(', ');
      return `${number}${label === undefined ? '' : ` (${label})`}: ${ids}\n`;
    })
    .join('');
}

/** A line of the text: a part as it is written. */
interface Line {
  readonly line: number;
  readonly number: number;
  readonly label?: string;
  readonly names: readonly string[];
}

const PART_LINE = /^(\d{1,3})\s*(?:\(([^()]*)\)\s*)?:(.*)$/;

/**
 * Reads a plan and checks it against the mission. The id of a matrix stands for all its combinations that are named in no other part. A line that
 * begins with a blank continues the one above. Never throws, whatever the text is.
 */
export function parsePlan(text: string, mission: Mission): ParsedPlan {
  const problems: PlanProblem[] = [];
  const lines = readLines(text, mission, problems);
  const assignments = assign(lines, mission, problems);
  if (problems.length > 0) return { type: 'invalid', problems };
  const derived = planOf(mission, safeCuts(mission), assignments);
  if (derived.type === 'plan') return derived;
  const lineOf = (number: number): number | undefined => lines.find((each) => each.number === number)?.line;
  return {
    type: 'invalid',
    problems: derived.problems.map(({ part, message, hint }) => {
      const line = lineOf(part);
      return { ...(line === undefined ? {} : { line }), message, ...(hint === undefined ? {} : { hint }) };
    }),
  };
}

function readLines(text: string, mission: Mission, problems: PlanProblem[]): readonly Line[] {
  const known = new Set(mission.tasks.flatMap((task) => [matrixBase(task), task.id]));
  const found: { line: number; number: number; label?: string; ids: string }[] = [];
  for (const [index, row] of text.split(/\r?\n/).entries()) {
    const line = index + 1;
    if (row.trim() === '') continue;
    const last = found.at(-1);
    if (/^\s/.test(row) && last !== undefined) {
      last.ids += `\n${row}`;
      continue;
    }
    const [, number, label, ids = ''] = PART_LINE.exec(row.trim()) ?? [];
    if (number === undefined) {
      const message = `expected a part such as \`1: build, lint\`, found ${shown(row.trim())}`;
      problems.push({ line, message, hint: 'write the number of the part, a colon, and ids separated by commas' });
      continue;
    }
    const labelled = label === undefined ? {} : { label: label.trim() };
    checkLabel(label?.trim(), line, problems);
    found.push({ line, number: Number(number), ...labelled, ids });
  }
  if (found.length === 0 && problems.length === 0) {
    problems.push({ message: 'expected at least one part, found none', hint: 'write a line such as `1: build, lint`' });
  }
  checkNumbers(found, problems);
  return found.map(({ ids, ...part }) => ({ ...part, names: splitIds([ids], known) }));
}

function checkLabel(label: string | undefined, line: number, problems: PlanProblem[]): void {
  if (label === undefined) return;
  const near = misspelledLabel(label);
  if (isLabel(label) && near === undefined) return;
  const hint = near === undefined ? 'write one label, such as `2 (ubuntu-24.04-arm): …`' : `did you mean ${near}?`;
  problems.push({ line, message: `expected the label of a runner, found ${shown(label)}`, hint });
}

/** The parts are numbered from 1 without a gap; their lines may be in any order. */
function checkNumbers(lines: readonly { line: number; number: number }[], problems: PlanProblem[]): void {
  const seen = new Set<number>();
  for (const { line, number } of lines) {
    if (seen.has(number)) {
      problems.push({
        line,
        message: `expected each part once, found part ${number} twice`,
        hint: 'join the two lines',
      });
    } else if (number < 1 || number > lines.length) {
      const message = `expected parts numbered from 1 to ${lines.length}, found ${number}`;
      problems.push({ line, message, hint: 'number the parts without a gap' });
    }
    seen.add(number);
  }
}

/** Which task is in which part; problems for names that mean nothing, tasks that are named twice, and tasks that are in no part. */
function assign(lines: readonly Line[], mission: Mission, problems: PlanProblem[]): readonly Assignment[] {
  const partOf = new Map<string, number>();
  const ids = new Set(mission.tasks.map(({ id }) => id));
  const matrices = new Map<string, string[]>();
  for (const task of mission.tasks) if (matrixBase(task) !== task.id) append(matrices, matrixBase(task), task.id);
  const put = (id: string, { number, line }: Line): void => {
    const before = partOf.get(id);
    if (before === undefined) partOf.set(id, number);
    else if (before !== number) {
      problems.push({
        line,
        message: `expected ${shown(id)} in one part, found it in part ${before} and in part ${number}`,
        hint: 'remove it from one of the two',
      });
    }
  };
  for (const line of lines) for (const name of line.names) if (ids.has(name)) put(name, line);
  const rest = new Map<string, number>();
  for (const line of lines) {
    for (const name of line.names) {
      const combinations = matrices.get(name);
      if (ids.has(name)) continue;
      if (combinations === undefined) {
        const near = suggest(name, [...ids, ...matrices.keys()]);
        const hint = near === undefined ? 'see `mission list` for the ids' : `did you mean ${near}?`;
        problems.push({ line: line.line, message: `expected the id of a task or test, found ${shown(name)}`, hint });
      } else if (rest.has(name) && rest.get(name) !== line.number) {
        put(combinations.find((id) => partOf.get(id) === rest.get(name)) ?? name, line);
      } else {
        rest.set(name, line.number);
        for (const id of combinations) if (!partOf.has(id)) put(id, line);
      }
    }
  }
  if (problems.length === 0) checkComplete(mission, partOf, problems);
  return lines.map(({ number, label }) => ({
    number,
    tasks: mission.tasks.flatMap(({ id }) => (partOf.get(id) === number ? [id] : [])),
    ...(label === undefined ? {} : { label }),
  }));
}

/** How many tasks a message lists. */
const LISTED = 5;

function checkComplete({ tasks }: Mission, partOf: ReadonlyMap<string, number>, problems: PlanProblem[]): void {
  const missing = tasks.flatMap(({ id }) => (partOf.has(id) ? [] : [id]));
  if (missing.length === 0) return;
  const left = missing.length > LISTED ? ` and ${missing.length - LISTED} more` : '';
  const message = `expected each task and test in a part, found none with ${missing.slice(0, LISTED).join(', ')}${left}`;
  problems.push({ message, hint: 'add them to a part, or make the plan again' });
}

function shown(text: string): string {
  return JSON.stringify(text.length > 100 ? `${text.slice(0, 99)}…` : text);
}

/**
 * Two parts belong together exactly if the digests of their plans are equal: the same tasks in the same parts, which do the same.
 *
 * @param sha256 returns the SHA-256 of a text in UTF-8 as hexadecimal digits
 */
export function planDigest(plan: FleetPlan, mission: Mission, sha256: (text: string) => string): string {
  const services = servicesById(mission);
  const parts = plan.parts.map(({ tasks, label = '' }) => ({ label, tasks }));
  const definitions = mission.tasks.map((task) => [task.id, taskDefinition(task, services, mission.inputs)]);
  return sha256(JSON.stringify({ version: 1, mission: mission.name, parts, definitions }));
}
