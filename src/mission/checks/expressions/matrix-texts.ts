import type { Place } from '../../diagnostics/diagnostic.ts';
import { showText } from '../../diagnostics/show-text.ts';
import { type Checking, type Entry, itemsAt, type ServiceEntry } from '../../entries/checking.ts';
import { listSteps } from '../../entries/list-steps.ts';
import { poolItems } from '../../entries/pool-items.ts';
import { references } from '../../expressions/references.ts';
import { needsOf } from '../../graph/needs-of.ts';
import { OF_RUNS } from '../../matrix/text.ts';
import { READY_SIGNS } from '../../schema/service.ts';
import type { Path } from '../../yaml/source.ts';
import { checkDimension, type MatrixOwner } from './dimensions.ts';
import { templateAt, wrongUses } from './templates.ts';

/** Keys of a task with one text or a list of texts, in which `${{ matrix.NAME }}` is filled in before anything runs. */
const TASK_KEYS = [
  'name',
  'working-directory',
  'deliverable',
  'results',
  'supports',
  'needs-any',
  'locks',
  'services',
  'artifacts',
  'runs-on',
] as const;

/** The same of a service, and of a step. */
const FOLDER_KEYS = ['name', 'working-directory'] as const;

interface StaticText {
  /** As messages name it. */
  readonly key: string;
  readonly path: Path;
  readonly text: string;
  /** True if the text is a key of a mapping, so that only the whole of it has a place. */
  readonly isKey?: boolean;
}

/** Checks the expressions in every text that is fixed before the mission runs: only `matrix` is known there. */
export function checkMatrixTexts(checking: Checking): void {
  const owners = new Set(checking.entriesWith(...TASK_KEYS, 'pools', 'workspace', 'steps', 'finally'));
  for (const entry of checking.entries) {
    // Most tasks have needs only, and those without an expression are no such text.
    if (!owners.has(entry) && !entry.needs.some(({ text }) => text.includes('${{'))) continue;
    for (const text of textsOfTask(entry, checking)) checkText(text, entry, checking);
  }
  for (const service of checking.services) {
    // Without a matrix, other checks report these as not evaluated.
    if (service.matrix === undefined) continue;
    for (const text of textsOfService(service, checking)) checkText(text, { ...service, kind: 'service' }, checking);
  }
}

function textsOfTask(entry: Entry, { source }: Checking): readonly StaticText[] {
  const { path, draft } = entry;
  const texts = TASK_KEYS.filter((key) => draft[key] !== undefined).flatMap((key) =>
    itemsAt(source, [...path, key], draft[key]).map((item): StaticText => ({ key, ...item })),
  );
  const pools = poolItems(source, [...path, 'pools'], draft.pools).map(
    ({ isCounted, text, path: at }): StaticText => ({ key: 'pools', path: at, text, isKey: isCounted }),
  );
  const from = typeof draft.workspace === 'object' ? draft.workspace.from : undefined;
  const sources = itemsAt(source, [...path, 'workspace', 'from'], from).map((item) => ({ key: 'workspace', ...item }));
  const needs = needsOf(entry, source)
    .filter(({ text }) => text.includes('${{'))
    .map((item): StaticText => ({ key: 'needs', ...item }));
  return [...texts, ...needs, ...pools, ...sources, ...textsOfSteps(entry, source)];
}

function textsOfSteps(entry: Entry, source: Checking['source']): readonly StaticText[] {
  // Without a matrix, other checks report a name as not evaluated.
  const keys = entry.matrix === undefined ? (['working-directory'] as const) : FOLDER_KEYS;
  return listSteps(entry).flatMap(({ path, draft }) =>
    keys.flatMap((key) => itemsAt(source, [...path, key], draft[key]).map((item): StaticText => ({ key, ...item }))),
  );
}

function textsOfService({ path, draft }: ServiceEntry, { source }: Checking): readonly StaticText[] {
  const own = FOLDER_KEYS.map((key) => ({ key, path: [...path, key], value: draft[key] }));
  const ready = READY_SIGNS.filter((sign) => sign !== 'command').map((key) => ({
    ...{ key, path: [...path, 'ready', key] },
    value: draft.ready?.[key],
  }));
  return [...own, ...ready].flatMap(({ key, path: at, value }) =>
    itemsAt(source, at, value).map(({ text }) => ({ key, path: at, text })),
  );
}

function checkText({ key, path, text, isKey }: StaticText, owner: MatrixOwner, checking: Checking): void {
  const { source, report } = checking;
  const placeOf = ({ start, end }: { readonly start: number; readonly end: number }): Place =>
    isKey === true ? source.keyPlace(path) : source.placeWithin(path, text, start, end);
  const template = templateAt(path, text, checking);
  if (template === undefined) return;
  for (const reference of references(template.parsed).matrix) {
    checkDimension(reference, owner, placeOf(reference), checking);
  }
  for (const use of wrongUses(template.parsed, OF_RUNS)) {
    const message = `\`${key}\` is fixed before anything runs: expected only \`matrix\` in it, found ${showText(use.name)}`;
    report({ at: placeOf(use), code: 'expression-context', message, hint: 'write the text itself' });
  }
}
