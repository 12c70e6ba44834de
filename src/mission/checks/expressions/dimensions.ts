import { suggest } from '../../../base/suggest.ts';
import type { Place } from '../../diagnostics/diagnostic.ts';
import { showText } from '../../diagnostics/show-text.ts';
import type { Checking } from '../../entries/checking.ts';
import type { Reference } from '../../expressions/references.ts';
import type { MatrixTask } from '../../matrix/matrix.ts';

/** A task, a test or a service whose texts may read its matrix. */
export interface MatrixOwner {
  readonly id: string;
  readonly kind: 'task' | 'test' | 'service';
  /** Absent without a matrix, empty if its combinations are not known. */
  readonly matrix?: readonly MatrixTask[];
}

/** Reports a name of `matrix.NAME` that no combination of the owner has. */
export function checkDimension({ name }: Reference, owner: MatrixOwner, at: Place, { report }: Checking): void {
  const { id, kind, matrix } = owner;
  const what = `the ${kind} ${showText(id)}`;
  if (matrix === undefined) {
    const message = `${what} has no matrix, so there is no ${showText(`matrix.${name}`)}`;
    report({ at, code: 'unknown-dimension', message, hint: 'add `matrix:` with its values' });
    return;
  }
  if (matrix.length === 0) return;
  const names = [...new Set(matrix.flatMap(({ values }) => Object.keys(values)))];
  if (names.some((known) => known.toLowerCase() === name.toLowerCase())) return;
  const near = suggest(name, names);
  report({
    at,
    code: 'unknown-dimension',
    message: `the matrix of ${what} has no ${showText(name)}`,
    hint: near === undefined ? `it has ${names.join(', ')}` : `did you mean \`${near}\`?`,
  });
}
