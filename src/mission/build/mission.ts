/*
 * This folder builds the `Mission` from a draft that has passed all checks: it fills in defaults and makes a task of each combination of a
 * matrix.
 *
 * `mission.ts` builds the whole, with `task.ts`, `service.ts` and `admission.ts` for its parts. `defaults.ts` merges the defaults of the
 * file, and `values.ts` reads single values.
 *
 * Invariants:
 * - The draft is free of errors. A value that a check should have refused is a bug of the checks, and throws.
 * - The nearest value wins: that of the entry, then the defaults of its kind, then the general defaults.
 * - Optional keys are left out, never `undefined`.
 * - Tasks keep the order of the file.
 *
 * Not here: findings about the file (`mission/checks`), and the types of the result (`mission/model`).
 */
import { type Checking, type Entry, type Item, type Scope, textAt } from '../entries/checking.ts';
import { findServices } from '../entries/find-services.ts';
import type { NamedTasks } from '../graph/find-tasks.ts';
import { needsAllTasks, needsOf } from '../graph/needs-of.ts';
import type { MatrixTask } from '../matrix/matrix.ts';
import { filledTexts } from '../matrix/text.ts';
import type { Mission } from '../model/mission.ts';
import { parseSize } from '../model/units.ts';
import { buildAdmission } from './admission.ts';
import { defaultsOf, environmentOf } from './defaults.ts';
import { buildServices } from './service.ts';
import { buildTasks, type Shared } from './task.ts';
import { amountOf, commonOf, optional, textOf, textsOf } from './values.ts';

/** Builds the mission with all defaults. The draft must be free of errors: an error that the checks missed is a bug, and throws. */
export function buildMission(checking: Checking, named: NamedTasks): Mission {
  const { draft, source, entries, services } = checking;
  const sharedOf = sharedByScope(checking, named);
  return {
    name: textAt(source, ['name'], draft.name ?? ''),
    ...optional('goal', textOf(source, ['goal'], draft.goal)),
    ...optional('description', textOf(source, ['description'], draft.description)),
    scope: textsOf(source, ['scope'], draft.scope),
    failFast: draft['fail-fast'] ?? false,
    ...optional('logLimit', amountOf(source, ['log-limit'], draft['log-limit'], parseSize)),
    ...(draft['keep-workspaces'] === true ? { keepWorkspaces: true } : {}),
    admission: buildAdmission(draft, source),
    tasks: entries.flatMap((entry) => buildTasks(entry, sharedOf(entry.scope))),
    services: services.flatMap((service) => buildServices(service, sharedOf(service.scope))),
  };
}

/** What the entries of each file share. */
function sharedByScope(checking: Checking, named: NamedTasks): (scope: Scope) => Shared {
  const { scopes, source, services } = checking;
  const idsOf = idsReader(checking, named);
  const servicesOf = findServices(services).find;
  const sharedOf = (scope: Scope): Shared => {
    const common = commonOf(scope, source, scopes[0]);
    return {
      ...common,
      defaults: { task: defaultsOf('task', scope, source), test: defaultsOf('test', scope, source) },
      envs: { task: environmentOf('task', common), test: environmentOf('test', common) },
      idsOf: (entry, key, leg) => idsOf(needsOf(entry, source, key), leg),
      skippedOkOf: (entry, leg) => {
        const items = entry.needs.filter(({ skippedOk }) => skippedOk === true);
        return items.length === 0 ? undefined : idsOf(items, leg);
      },
      servicesOf,
    };
  };
  const known = new Map(scopes.map((scope) => [scope, sharedOf(scope)]));
  return (scope) => known.get(scope) ?? sharedOf(scope);
}

/** All entries that need `tasks` share one array, as do all that need the same matrix: each may be thousands long. */
function idsReader(
  { entries }: Checking,
  { nodes, find }: NamedTasks,
): (needs: readonly Item[], leg?: MatrixTask) => readonly string[] {
  const instances = new Map(entries.map((entry) => [entry.id, instancesOf(entry)]));
  const allTasks = entries.filter(({ kind }) => kind === 'task').flatMap(instancesOf);
  const idsNamed = (text: string): readonly string[] =>
    instances.get(text) ?? find(text).flatMap((position) => nodes[position]?.id ?? []);
  return (needs, leg) => {
    if (needsAllTasks(needs)) return allTasks;
    if (needs.length === 0) return NOTHING;
    const legs = leg === undefined ? undefined : [leg];
    const texts = needs.flatMap(({ text }) => filledTexts(text, legs));
    const [first] = texts;
    if (first === undefined) return NOTHING;
    if (texts.length === 1) return idsNamed(first.text);
    // Of different entries, no two ids are the same: most lists need no set of all ids.
    const whole = texts.map(({ text }) => instances.get(text));
    const isDistinct = !whole.includes(undefined) && new Set(whole).size === whole.length;
    if (isDistinct) return whole.flatMap((ids) => ids ?? []);
    const ids = new Set<string>();
    for (const { text } of texts) for (const id of idsNamed(text)) ids.add(id);
    return [...ids];
  };
}

const NOTHING: readonly string[] = [];

function instancesOf({ id, matrix }: Entry): readonly string[] {
  return matrix?.map((combination) => combination.id) ?? [id];
}
