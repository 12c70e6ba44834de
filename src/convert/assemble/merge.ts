import { renameInCondition, renameInTemplate } from '../../mission/include/rename-references.ts';
import type { Draft, DraftEntry, DraftInput, DraftService, DraftStep, DraftVariables, Note } from '../draft.ts';
import { samePorts } from '../github/share-services.ts';
import { divideInstalls } from '../repeated-installs.ts';
import { shareSteps } from '../share-steps.ts';
import { createIds } from '../valid-ids.ts';

/**
 * Joins the drafts of several files into one. An id that two of them have gets a number in the later one. Workflows share the steps with
 * which their jobs begin, as the jobs of one workflow do.
 */
export function mergeDrafts(drafts: readonly Draft[]): Draft {
  const [first, ...more] = drafts;
  if (first !== undefined && more.length === 0) return first;
  const idOf = createIds();
  const renamed = drafts.map((draft) => withOwnEnv(withIds(draft, idOf)));
  const jobs = drafts.flatMap((draft) => draft.jobs ?? []);
  const inputs = new Map<string, DraftInput>();
  const notes: Note[] = renamed.flatMap((draft) => draft.notes);
  for (const draft of renamed) {
    for (const [name, input] of draft.inputs ?? []) {
      const known = inputs.get(name);
      if (known === undefined) inputs.set(name, input);
      else if (JSON.stringify(known) !== JSON.stringify(input)) notes.push(inputNote(draft.file, name));
    }
  }
  const secrets = new Set(renamed.flatMap((draft) => draft.secrets ?? []));
  return {
    file: drafts.map(({ file }) => file).join(', '),
    name: [...new Set(drafts.map(({ name }) => name))].join(', '),
    before: renamed.flatMap(({ before }) => before),
    entries: [...shareSteps(divideInstalls(joinShared(entriesOf(renamed, true))), idOf), ...entriesOf(renamed, false)],
    services: samePorts(renamed.flatMap(({ services }) => services)),
    ...(secrets.size === 0 ? {} : { secrets: [...secrets] }),
    ...(inputs.size === 0 ? {} : { inputs }),
    notes,
    ...(jobs.length === 0
      ? {}
      : { jobs: { taken: sum(jobs.map(({ taken }) => taken)), left: sum(jobs.map(({ left }) => left)) } }),
  };
}

function entriesOf(drafts: readonly Draft[], areWorkflows: boolean): readonly DraftEntry[] {
  return drafts.filter(({ jobs }) => (jobs !== undefined) === areWorkflows).flatMap(({ entries }) => entries);
}

/** Shared steps of several files that are the same become one entry. */
function joinShared(entries: readonly DraftEntry[]): readonly DraftEntry[] {
  const first = new Map<string, string>();
  const joined = new Map<string, string>();
  for (const { id, isShared, needs, steps, env, shell, workingDirectory, if: condition } of entries) {
    if (isShared !== true) continue;
    const own = steps.map((step) => [step.run, [...(step.env ?? [])], step.shell, step.workingDirectory]);
    const needed = needs.map((need) => joined.get(need) ?? need);
    const key = JSON.stringify([needed, own, [...(env ?? [])], shell, workingDirectory, condition]);
    joined.set(id, first.get(key) ?? id);
    first.set(key, first.get(key) ?? id);
  }
  const kept = entries.filter(({ id }) => (joined.get(id) ?? id) === id);
  return kept.map((entry) => ({ ...entry, needs: [...new Set(entry.needs.map((id) => joined.get(id) ?? id))] }));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function inputNote(file: string, name: string): Note {
  const text = 'another file declares it in another way, which counts here';
  return { place: { file, line: 1 }, construct: `inputs: ${name}`, text, kind: 'left-out' };
}

function withIds(draft: Draft, idOf: (name: string) => string): Draft {
  const ids = new Map([...draft.entries, ...draft.services].map(({ id }) => [id, idOf(id)]));
  const rename = (id: string): string => ids.get(id) ?? id;
  // An id in an expression may be that of a combination.
  const inExpression = (id: string): string => {
    const [base = '', ...rest] = id.split(' ');
    return [rename(base), ...rest].join(' ');
  };
  const values = (env: DraftVariables | undefined): DraftVariables | undefined =>
    env === undefined
      ? undefined
      : new Map([...env].map(([name, text]) => [name, renameInTemplate(text, inExpression).text]));
  const conditionOf = (text: string | undefined): string | undefined =>
    text === undefined ? undefined : renameInCondition(text, inExpression).text;
  const stepOf = (step: DraftStep): DraftStep => ({ ...step, if: conditionOf(step.if), env: values(step.env) });
  return {
    ...draft,
    entries: draft.entries.map((entry) => ({
      ...entry,
      id: rename(entry.id),
      needs: entry.needs.map(rename),
      services: entry.services?.map(rename),
      locks: entry.locks?.map(rename),
      if: conditionOf(entry.if),
      env: values(entry.env),
      steps: entry.steps.map(stepOf),
      finally: entry.finally?.map(stepOf),
    })),
    services: draft.services.map((service) => withContainer({ ...service, id: rename(service.id) }, service.id)),
  };
}

/** Two containers cannot have one name. */
function withContainer(service: DraftService, before: string): DraftService {
  if (service.id === before) return service;
  const pattern = new RegExp(`\\bmission-${before.replace(/[^\w-]/g, '.')}(?![\\w-])`, 'g');
  const name = `mission-${service.id.replace(/[^A-Za-z0-9_.-]/g, '-')}`;
  const { ready } = service;
  return {
    ...service,
    run: service.run.replace(pattern, name),
    ...(ready !== undefined && 'command' in ready ? { ready: { command: ready.command.replace(pattern, name) } } : {}),
  };
}

/** The variables of a file reach its own entries only. */
function withOwnEnv(draft: Draft): Draft {
  const { env } = draft;
  if (env === undefined || env.size === 0) return draft;
  const join = (own: DraftVariables | undefined): DraftVariables => new Map([...env, ...(own ?? [])]);
  const { env: _, ...rest } = draft;
  return {
    ...rest,
    entries: draft.entries.map((entry) => ({ ...entry, env: join(entry.env) })),
    services: draft.services.map((service) => ({ ...service, env: join(service.env) })),
  };
}
