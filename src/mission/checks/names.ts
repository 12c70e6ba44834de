import { type Checking, textAt } from '../entries/checking.ts';
import { listSteps } from '../entries/list-steps.ts';
import type { Text } from '../schema/fields.ts';
import type { Path } from '../yaml/source.ts';

/** The mission has a name and at least one task, and no name is empty. Warns of expressions where none are evaluated. */
export function checkNames(checking: Checking): void {
  const { draft, scopes, entriesWith, services, source, report } = checking;
  checkName(['name'], draft.name, checking);
  for (const { path, draft: own } of [...entriesWith('name'), ...services]) {
    if (own.name !== undefined) checkName([...path, 'name'], own.name, checking);
  }
  for (const key of ['name', 'goal', 'description'] as const) warnOfExpression([key], draft[key], checking);
  for (const { path, draft: own, matrix } of services) {
    if (matrix === undefined) warnOfExpression([...path, 'name'], own.name, checking);
  }
  for (const entry of entriesWith('description', 'steps', 'finally')) {
    warnOfExpression([...entry.path, 'description'], entry.draft.description, checking);
    // With a matrix, its values are filled in.
    if (entry.matrix !== undefined) continue;
    for (const { path, draft: step } of listSteps(entry)) warnOfExpression([...path, 'name'], step.name, checking);
  }
  if (source.keys(['tasks']).length > 0) return;
  // Otherwise it is missing or of the wrong type, which was reported already.
  if (!source.isMapping(['tasks']) && !source.has(['include'])) return;
  // The files that may have tasks could not be read.
  if (scopes.length === 1 && (draft.include ?? []).length > 0) return;
  const message = 'the mission has no tasks: expected at least one';
  const at = source.has(['tasks']) ? source.place(['tasks']) : source.keyPlace(['include']);
  report({ at, code: 'no-tasks', message, hint: 'add one: `build: { run: ./build.sh }`' });
}

function checkName(path: Path, value: Text | undefined, { source, report }: Checking): void {
  if (value === undefined || textAt(source, path, value).trim() !== '') return;
  const message = '`name`: expected a text, found an empty one';
  report({ at: source.place(path), code: 'empty-name', message, hint: 'write a name that distinguishes it' });
}

function warnOfExpression(path: Path, value: Text | undefined, { source, report }: Checking): void {
  if (typeof value !== 'string' || !value.includes('${{')) return;
  const message = `\`${String(path.at(-1))}\`: expressions are not evaluated here, so reports show \`\${{\` as it is`;
  const hint = 'expressions are evaluated in `if` and `env`, and those of `matrix` also in names and files of tasks';
  report({ at: source.place(path), severity: 'warning', code: 'unevaluated', message, hint });
}
