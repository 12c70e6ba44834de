import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Diagnostic } from '../../mission/diagnostics/diagnostic.ts';
import type { Draft, DraftEntry, DraftStep, DraftVariables, Note } from '../draft.ts';
import { withoutCondition } from '../github/conditions.ts';

/**
 * What the checks of missions refuse is taken out of a draft, with a note that has the reason. Readers know what a mission accepts;
 * this is for what they miss. Of each part, such as a step or a variable, only the first error counts, because those behind it may follow
 * from it.
 *
 * @param text the mission as it was written, in which the diagnostics have their places
 * @returns the same draft if none of them can be repaired
 */
export function repair(draft: Draft, text: string, errors: readonly Diagnostic[]): Draft {
  const pathAt = pathFinder(text);
  const seen = new Set<string>();
  let repaired = draft;
  for (const { line, column, message } of errors) {
    const path = pathAt(line, column).map(String);
    const part = JSON.stringify(path.slice(0, ['steps', 'env'].includes(path[2] ?? '') ? 4 : 3));
    if (seen.has(part)) continue;
    seen.add(part);
    repaired = repairAt(repaired, path, message);
  }
  return repaired;
}

function repairAt(draft: Draft, [part, id, ...rest]: readonly string[], message: string): Draft {
  if (part === 'tasks' || part === 'tests') {
    const entry = draft.entries.find((each) => each.id === id);
    if (entry === undefined) return draft;
    const changed = repairEntry(entry, rest, message);
    if (changed !== undefined) return withEntry(draft, changed);
    return without(draft, entry.id, { ...noteAt(entry, entry.id, message), construct: `${entry.kind} ${entry.id}` });
  }
  if (part === 'services' && id !== undefined) {
    const service = draft.services.find((each) => each.id === id);
    if (service === undefined) return draft;
    return without(draft, service.id, { ...noteAt(service, `service ${id}`, message) });
  }
  const note: Note = {
    place: { file: draft.file, line: 1 },
    construct: [part, id].join(' '),
    text: message,
    kind: 'left-out',
  };
  const notes = [...draft.notes, note];
  if (part === 'env') return { ...draft, notes, env: withoutName(draft.env, id) };
  if (part === 'inputs')
    return { ...draft, notes, inputs: new Map([...(draft.inputs ?? [])].filter(([name]) => name !== id)) };
  if (part === 'secrets') return { ...draft, notes, secrets: undefined };
  return part === 'name' ? { ...draft, notes, name: 'Mission' } : draft;
}

type Path = readonly (string | number)[];

/** Finds the keys that lead to a place of a YAML text. */
function pathFinder(text: string): (line: number, column: number) => Path {
  const { contents } = parseDocument(text);
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (line, column) => pathTo(contents, (starts[line - 1] ?? text.length) + column - 1);
}

function pathTo(root: unknown, offset: number): Path {
  const path: (string | number)[] = [];
  let node = root;
  for (;;) {
    if (isMap(node)) {
      const pairs = node.items.filter(
        ({ key }) => isScalar(key) && (key.range?.[0] ?? Number.POSITIVE_INFINITY) <= offset,
      );
      const pair = pairs.at(-1);
      if (pair === undefined || !isScalar(pair.key)) return path;
      path.push(String(pair.key.value));
      node = pair.value;
    } else if (isSeq(node)) {
      const ranges = node.items.map((item) =>
        isMap(item) || isScalar(item) || isSeq(item) ? (item.range?.[0] ?? 0) : 0,
      );
      const index = ranges.findLastIndex((start) => start <= offset);
      if (index === -1) return path;
      path.push(index);
      node = node.items[index];
    } else {
      return path;
    }
  }
}

function noteAt({ place }: Pick<DraftEntry, 'place'>, construct: string, text: string): Note {
  return { place, construct, text: text.replaceAll('\n', ' '), kind: 'left-out' };
}

/** Undefined if the entry cannot be kept. */
function repairEntry(
  entry: DraftEntry,
  [key, name, inner, variable]: readonly string[],
  message: string,
): DraftEntry | undefined {
  const note = noteAt(entry, [key, name, inner, variable].filter((each) => each !== undefined).join('.'), message);
  const noted = { ...entry, notes: [...entry.notes, note] };
  switch (key) {
    case 'if':
      return entry.if === 'false' ? undefined : { ...noted, if: withoutIf(entry, entry.steps) };
    case 'env':
      return {
        ...noted,
        env: withoutName(entry.env, name),
        steps: entry.steps.map((step) => ({ ...step, env: withoutName(step.env, name) })),
      };
    case 'needs':
      return { ...noted, needs: [] };
    case 'run':
    case 'working-directory':
      return { ...noted, workingDirectory: undefined, steps: entry.steps.map(failing) };
    case 'steps':
      return {
        ...noted,
        steps: entry.steps.map((step, index) =>
          String(index) === name ? repairStep(step, entry, inner, variable) : step,
        ),
      };
    case 'shell':
      return { ...noted, shell: undefined, steps: entry.steps.map((step) => failing({ ...step, shell: undefined })) };
    case 'name':
      return { ...noted, name: undefined, steps: entry.steps.map((step) => ({ ...step, name: undefined })) };
    case 'artifacts':
      return { ...noted, artifacts: undefined };
    case 'timeout':
      return { ...noted, timeout: undefined };
    case 'services':
      return { ...noted, services: undefined };
    case 'locks':
      return { ...noted, locks: undefined };
    case 'paths':
      return { ...noted, paths: undefined, if: 'false' };
    case 'secrets':
      return { ...noted, secrets: undefined };
    default:
      return undefined;
  }
}

/** A check runs always: one that is left out would look like one that has passed. What publishes never runs. */
function withoutIf({ id, name = '' }: DraftEntry, steps: readonly DraftStep[]): string | undefined {
  const names = [id, name, ...steps.map((step) => step.name ?? '')];
  const scripts = steps.map(({ run }) => run);
  return withoutCondition(names, scripts) === 'skip' ? 'false' : undefined;
}

function repairStep(
  step: DraftStep,
  entry: DraftEntry,
  key: string | undefined,
  variable: string | undefined,
): DraftStep {
  switch (key) {
    case 'if':
      return { ...step, if: withoutIf(entry, [step]) };
    case 'env':
      return { ...step, env: withoutName(step.env, variable) };
    case 'id':
      return { ...step, id: undefined };
    case 'name':
      return { ...step, name: undefined };
    case 'timeout':
      return { ...step, timeout: undefined };
    default:
      return failing(step);
  }
}

/** A step that cannot be kept must not count as passed. */
function failing({ run: _, shell: __, workingDirectory: ___, env: ____, ...step }: DraftStep): DraftStep {
  return { ...step, run: 'echo "this step was not converted" >&2\nexit 1\n', shell: 'sh' };
}

function withoutName(env: DraftVariables | undefined, name: string | undefined): DraftVariables | undefined {
  return env === undefined ? undefined : new Map([...env].filter(([each]) => each !== name));
}

function withEntry(draft: Draft, entry: DraftEntry): Draft {
  return { ...draft, entries: draft.entries.map((each) => (each.id === entry.id ? entry : each)) };
}

/** Without an entry or a service, and without what names it. */
function without(draft: Draft, id: string, note: Note): Draft {
  const others = (ids: readonly string[] | undefined): readonly string[] | undefined => {
    const left = ids?.filter((each) => each !== id);
    return left?.length === 0 ? undefined : left;
  };
  return {
    ...draft,
    entries: draft.entries
      .filter((entry) => entry.id !== id)
      .map((entry) => ({
        ...entry,
        needs: others(entry.needs) ?? [],
        services: others(entry.services),
        locks: others(entry.locks),
      })),
    services: draft.services.filter((service) => service.id !== id),
    notes: [...draft.notes, note],
  };
}
