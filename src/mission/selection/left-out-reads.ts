import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { collectFindings } from '../diagnostics/finding.ts';
import { showText } from '../diagnostics/show-text.ts';
import { type Checking, type Entry, textAt } from '../entries/checking.ts';
import { parseCondition, parseTemplate, type Reference, references } from '../expressions/expressions.ts';
import { matrixBase } from '../matrix/base.ts';
import type { Mission } from '../model/mission.ts';
import type { Text } from '../schema/fields.ts';
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
  { entries, source }: Pick<Checking, 'entries' | 'source'>,
  file: string,
): readonly Diagnostic[] {
  if (whole.tasks.length === selected.tasks.length) return [];
  const kept = new Set(selected.tasks.flatMap((task) => [task.id, matrixBase(task)]));
  const leftOut = new Set(whole.tasks.flatMap((task) => [task.id, matrixBase(task)]).filter((id) => !kept.has(id)));
  const findings = collectFindings(file);
  for (const entry of entries) {
    if (!kept.has(entry.id)) continue;
    for (const { name, text, start, end, path } of readsOf(entry, source)) {
      if (!leftOut.has(name)) continue;
      findings.report({
        at: source.placeWithin(path, text, start, end),
        severity: 'warning',
        code: 'left-out-status',
        message: `${showText(entry.id)} reads ${showText(name)}, which is left out of this run, so the value is empty`,
        hint: `add ${showText(name)} to --only, or leave ${showText(entry.id)} out too`,
      });
    }
  }
  return findings.sorted();
}

interface Read extends Reference {
  /** Where the text with the expression is. */
  readonly path: Path;
  readonly text: string;
}

/** The tasks that `if` and the own `env` of a task read. The `env` of the mission cannot read any. */
function readsOf({ path, draft }: Entry, source: YamlSource): readonly Read[] {
  const reads: Read[] = [];
  const add = (at: Path, value: Text, parse: typeof parseCondition | typeof parseTemplate): void => {
    const text = textAt(source, at, value);
    const reading = parse(text);
    if (reading.type !== 'parsed') return;
    for (const reference of references(reading.parsed).tasks) reads.push({ ...reference, path: at, text });
  };
  if (draft.if !== undefined) add([...path, 'if'], draft.if, parseCondition);
  for (const [name, value] of Object.entries(draft.env ?? {})) {
    if (value !== undefined) add([...path, 'env', name], value, parseTemplate);
  }
  return reads;
}
