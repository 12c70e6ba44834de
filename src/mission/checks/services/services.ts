/*
 * This folder checks the services of a mission file.
 *
 * `services.ts` checks that each service that is used exists, and that each that exists is used. `ready.ts` checks how a service shows
 * that it is ready.
 *
 * Invariants:
 * - Each finding is a diagnostic at the key that causes it.
 * - Nothing is started and no port is opened: a check reads the file only.
 *
 * Not here: the shape of a service (`mission/schema/service.ts`).
 */
import { suggest } from '../../../base/suggest.ts';
import type { Place } from '../../diagnostics/diagnostic.ts';
import { showText } from '../../diagnostics/show-text.ts';
import { type Checking, itemsAt, type ServiceEntry } from '../../entries/checking.ts';
import { findServices, type NamedServices } from '../../entries/find-services.ts';
import { type FilledText, filledTexts } from '../../matrix/text.ts';
import type { TaskKind } from '../../model/mission.ts';
import { checkReady } from './ready.ts';

/** Every service that is listed exists and is listed once; every service is used, and its `ready` is valid. */
export function checkServices(checking: Checking): void {
  const { entries, services, source, report } = checking;
  const known = findServices(services);
  const used = new Set<string>();
  // Made only for a finding.
  let kinds: ReadonlyMap<string, TaskKind> | undefined;
  const kindOf = (id: string): TaskKind | undefined => {
    kinds ??= new Map(entries.map((entry) => [entry.id, entry.kind]));
    return kinds.get(id);
  };
  for (const entry of entries) {
    if (entry.draft.services === undefined) continue;
    const named = new Set<string>();
    for (const item of itemsAt(source, [...entry.path, 'services'], entry.draft.services)) {
      const at = source.place(item.path);
      const texts = filledTexts(item.text, entry.matrix);
      const unknown = texts.find(({ text }) => known.find(text).length === 0);
      if (unknown !== undefined) {
        reportUnknown(unknown, at, known, kindOf(unknown.text), checking);
      } else if (named.has(item.text)) {
        const message = `${showText(item.text)} is listed twice in \`services\` of the ${entry.kind} ${showText(entry.id)}`;
        report({ at, severity: 'warning', code: 'duplicate-item', message, hint: 'remove one of the two' });
      }
      named.add(item.text);
      // If the combinations of the task are not known, it may use any.
      const ids = texts.length === 0 ? known.ids : texts.flatMap(({ text }) => known.find(text));
      for (const id of ids) used.add(id);
    }
  }
  for (const service of services) {
    checkReady(service, checking);
    warnOfUnused(service, used, checking);
  }
}

function reportUnknown(
  { text: id, leg }: FilledText,
  at: Place,
  known: NamedServices,
  other: TaskKind | undefined,
  { source, report }: Checking,
): void {
  const by = leg === undefined ? '' : `, which ${showText(leg.id)} uses`;
  const message =
    other === undefined
      ? `there is no service with the id ${showText(id)}${by}`
      : `expected the id of a service, found that of the ${other} ${showText(id)}${by}`;
  const base = known.withMatrix(id);
  const place = base === undefined ? undefined : source.keyPlace([...base.path, 'matrix']);
  const related =
    base === undefined || place === undefined
      ? []
      : [{ line: place.line, column: place.column, message: `the matrix of ${showText(base.id)}` }];
  report({ at, code: 'unknown-service', message, hint: hintFor(id, known.ids, other !== undefined), related });
}

function warnOfUnused(
  { id, path, matrix }: ServiceEntry,
  used: ReadonlySet<string>,
  { source, report }: Checking,
): void {
  const legs = matrix === undefined || matrix.length === 0 ? [id] : matrix.map((leg) => leg.id);
  const unused = legs.find((leg) => !used.has(leg));
  if (unused === undefined) return;
  const none = legs.every((leg) => !used.has(leg));
  report({
    at: source.keyPlace(path),
    severity: 'warning',
    code: 'unused-service',
    message: `no task uses the service ${showText(none ? id : unused)}, so it is never started`,
    hint: none
      ? `write \`services: ${id}\` in the task that uses it, or remove it`
      : 'use it, or remove its values from the matrix',
  });
}

function hintFor(id: string, known: ReadonlySet<string>, isTask: boolean): string {
  if (isTask) return 'write it under `needs`, or define the service under `services` at the top';
  const near = suggest(id, known);
  if (near !== undefined) return `did you mean \`${near}\`?`;
  return known.size === 0 ? 'define it under `services` at the top' : 'write the id of a service of this file';
}
