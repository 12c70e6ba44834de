import type { Task } from '../model/mission.ts';

/** The id as the file writes it: what all combinations of a matrix share, and a task without a matrix has itself. */
export function matrixBase({ id, matrix }: Task): string {
  // An id contains no space before its matrix adds one.
  return matrix === undefined ? id : (id.split(' ', 1)[0] ?? id);
}
