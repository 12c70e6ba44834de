import { type Checking, textAt } from './checking.ts';
import type { Text } from './schema-fields.ts';
import type { Path } from './yaml-source.ts';

/** The mission has a name and at least one task; no name is empty. */
export function checkNames(checking: Checking): void {
  const { draft, entries, source, report } = checking;
  checkName(['name'], draft.name, checking);
  for (const entry of entries) checkName([...entry.path, 'name'], entry.draft.name, checking);
  if (!source.isMapping(['tasks']) || source.keys(['tasks']).length > 0) return;
  const message = 'the mission has no tasks: expected at least one';
  report({ at: source.place(['tasks']), code: 'no-tasks', message, hint: 'add one: `build: { run: ./build.sh }`' });
}

function checkName(path: Path, value: Text | undefined, { source, report }: Checking): void {
  if (value === undefined || textAt(source, path, value).trim() !== '') return;
  const message = '`name`: expected a text, found an empty one';
  report({ at: source.place(path), code: 'empty-name', message, hint: 'write a name that tells it from the others' });
}
