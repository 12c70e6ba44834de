import { showText } from '../diagnostics/show-text.ts';
import type { Checking, Entry } from '../entries/checking.ts';
import type { Named, NamedTasks } from './find-tasks.ts';
import { needPlace } from './needs-of.ts';
import type { Proof } from './waits.ts';

export interface ExplainedProof {
  /** What triggers it. */
  readonly name: string;
  /** Such as "it needs `b`, which comes after `a`". */
  readonly why: string;
  /** Where the file says so. */
  readonly line: number;
  readonly column: number;
  /** Absent: the main file. */
  readonly file: string | undefined;
}

/** Why `ended` has always ended when `entry` is triggered. */
export function explainProof(
  entry: Entry,
  ended: Named,
  proof: Proof,
  { source }: Checking,
  tasks: NamedTasks,
): ExplainedProof {
  const target = showText(ended.id);
  if (proof.by === 'needs-any') {
    const { line, column, file } = source.place([...entry.path, 'needs-any']);
    const why = `each of those in its \`needs-any\` is ${target} or comes after it`;
    return { name: 'the first of these', why, line, column, file };
  }
  const need = tasks.nodes[proof.need];
  const { line, column, file } = needPlace({ entry }, need, source, tasks);
  if (need === undefined) return { name: '`tasks`', why: 'it needs all tasks', line, column, file };
  const name = showText(need.id);
  const why =
    need === ended
      ? `it needs ${name}`
      : need.entry === ended.entry
        ? `it needs all of ${name}`
        : `it needs ${name}, which comes after ${target}`;
  return { name, why, line, column, file };
}
