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
import { showText } from '../../diagnostics/show-text.ts';
import { type Checking, itemsAt } from '../../entries/checking.ts';
import { checkReady } from './ready.ts';

/** Every service that is listed exists and is listed once; every service is used, and its `ready` is valid. */
export function checkServices(checking: Checking): void {
  const { entries, services, source, report } = checking;
  const known = new Set(services.map(({ id }) => id));
  const tasks = new Map(entries.map(({ id, kind }) => [id, kind]));
  const used = new Set<string>();
  for (const { id, kind, path, draft } of entries) {
    const named = new Set<string>();
    for (const item of itemsAt(source, [...path, 'services'], draft.services)) {
      const at = source.place(item.path);
      if (!known.has(item.text)) {
        const other = tasks.get(item.text);
        const message =
          other === undefined
            ? `there is no service with the id ${showText(item.text)}`
            : `expected the id of a service, found that of the ${other} ${showText(item.text)}`;
        report({ at, code: 'unknown-service', message, hint: hintFor(item.text, known, other !== undefined) });
      } else if (named.has(item.text)) {
        const message = `${showText(item.text)} is listed twice in \`services\` of the ${kind} ${showText(id)}`;
        report({ at, severity: 'warning', code: 'duplicate-item', message, hint: 'remove one of the two' });
      }
      named.add(item.text);
      used.add(item.text);
    }
  }
  for (const service of services) {
    checkReady(service, checking);
    if (used.has(service.id)) continue;
    report({
      at: source.keyPlace(service.path),
      severity: 'warning',
      code: 'unused-service',
      message: `no task uses the service ${showText(service.id)}, so it is never started`,
      hint: `write \`services: ${service.id}\` in the task that uses it, or remove it`,
    });
  }
}

function hintFor(id: string, known: ReadonlySet<string>, isTask: boolean): string {
  if (isTask) return 'write it under `needs`, or define the service under `services` at the top';
  const near = suggest(id, known);
  if (near !== undefined) return `did you mean \`${near}\`?`;
  return known.size === 0 ? 'define it under `services` at the top' : 'write the id of a service of this file';
}
