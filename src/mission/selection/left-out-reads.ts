import type { Diagnostic, Place } from '../diagnostics/diagnostic.ts';
import { collectFindings } from '../diagnostics/finding.ts';
import { showText } from '../diagnostics/show-text.ts';
import { parseCondition, parseTemplate, type Reference, references } from '../expressions/expressions.ts';
import { matrixBase } from '../matrix/base.ts';
import type { Mission, Task } from '../model/mission.ts';
import type { Path, YamlSource } from '../yaml/source.ts';

/**
 * A warning for each expression of a selected task that reads one that is left out: its `status` stays empty, and so do its outputs.
 *
 * @param whole the mission before the selection
 * @param file as the user named it
 */
export function leftOutReads(
  whole: Mission,
  selected: Mission,
  source: YamlSource,
  file: string,
): readonly Diagnostic[] {
  if (whole.tasks.length === selected.tasks.length) return [];
  const kept = new Set(selected.tasks.flatMap((task) => [task.id, matrixBase(task)]));
  const leftOut = new Set(whole.tasks.flatMap((task) => [task.id, matrixBase(task)]).filter((id) => !kept.has(id)));
  const findings = collectFindings(file);
  for (const task of entriesOf(selected)) {
    for (const { path, reads } of readsOf(task, source)) {
      for (const read of reads) {
        if (!leftOut.has(read.name)) continue;
        const id = matrixBase(task);
        findings.report({
          at: placeOf(read, path, source),
          severity: 'warning',
          code: 'left-out-status',
          message: `${showText(id)} reads ${showText(read.name)}, which is left out of this run, so the value is empty`,
          hint: `add ${showText(read.name)} to --only, or leave ${showText(id)} out too`,
        });
      }
    }
  }
  return findings.sorted();
}

/** One task of each matrix, because its combinations share their expressions. */
function entriesOf({ tasks }: Mission): readonly Task[] {
  return [...new Map(tasks.map((task) => [matrixBase(task), task])).values()];
}

interface Reads {
  /** Where the text with the expression is. */
  readonly path: Path;
  readonly reads: readonly (Reference & { readonly text: string })[];
}

/** The tasks that `if` and the own `env` of a task read. The `env` of the mission cannot read any. */
function readsOf(task: Task, source: YamlSource): readonly Reads[] {
  const entry: Path = [task.kind === 'task' ? 'tasks' : 'tests', matrixBase(task)];
  const texts: { path: Path; text: string; isCondition: boolean }[] = [];
  const written = source.text([...entry, 'if']);
  if (written !== undefined) texts.push({ path: [...entry, 'if'], text: written, isCondition: true });
  for (const [name, text] of Object.entries(task.env)) {
    const path = [...entry, 'env', name];
    if (text.includes('${{') && source.has(path)) texts.push({ path, text, isCondition: false });
  }
  return texts.map(({ path, text, isCondition }) => {
    const reading = isCondition ? parseCondition(text) : parseTemplate(text);
    const reads = reading.type === 'parsed' ? references(reading.parsed).tasks : [];
    return { path, reads: reads.map((read) => ({ ...read, text })) };
  });
}

function placeOf({ text, start, end }: Reference & { text: string }, path: Path, source: YamlSource): Place {
  return source.placeWithin(path, text, start, end);
}
