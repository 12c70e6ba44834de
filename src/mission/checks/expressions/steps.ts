import { suggest } from '../../../base/suggest.ts';
import { showText } from '../../diagnostics/show-text.ts';
import { type Checking, type Entry, textAt } from '../../entries/checking.ts';
import { listSteps } from '../../entries/list-steps.ts';
import { parseCondition } from '../../expressions/expressions.ts';
import type { ParsedCondition, ParsedTemplate } from '../../expressions/facts.ts';
import { references } from '../../expressions/references.ts';
import type { KnownIds } from '../../graph/known-ids.ts';
import type { Path } from '../../yaml/source.ts';
import { checkCondition } from './condition.ts';
import { checkInputNames } from './input-names.ts';
import { checkReferences, type Holder, type Status } from './references.ts';
import { reportFindings, reportUse, templateAt, wrongUses } from './templates.ts';

/** A name that can be written after `steps.`, as in workflows. */
const STEP_ID = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** The ids of a task's steps. */
interface KnownSteps {
  /** The ids of all steps, and which of them belong to steps before this one. */
  before(index: number): StepIds;
}

interface StepIds {
  readonly all: ReadonlyMap<string, number>;
  /** Index of the step that reads them. */
  readonly reader: number;
}

/** Reports ids that are invalid or given twice. Case is ignored, as in expressions. */
function knownSteps(entry: Entry, { source, report }: Checking): KnownSteps {
  const all = new Map<string, number>();
  const paths = new Map<string, Path>();
  for (const [index, { path, draft }] of listSteps(entry).entries()) {
    if (draft.id === undefined) continue;
    const at = [...path, 'id'];
    const id = textAt(source, at, draft.id);
    const first = paths.get(id.toLowerCase());
    if (!STEP_ID.test(id)) {
      const message = `\`id\`: expected letters, digits, \`_\` and \`-\` that start with a letter or \`_\`, found ${showText(id)}`;
      report({ at: source.place(at), code: 'invalid-id', message, hint: 'write the text for readers under `name`' });
    } else if (first !== undefined) {
      const { line, column } = source.place(first);
      const message = `two steps of the ${entry.kind} ${showText(entry.id)} have the id ${showText(id)}`;
      const related = [{ line, column, message: 'the other one' }];
      report({ at: source.place(at), code: 'duplicate-id', message, hint: 'give each its own', related });
    } else {
      all.set(id.toLowerCase(), index);
      paths.set(id.toLowerCase(), at);
    }
  }
  return { before: (reader) => ({ all, reader }) };
}

/** Reports steps that do not exist, and those that have not run yet when the expression is evaluated. */
function checkStepReferences(
  parsed: ParsedCondition | ParsedTemplate,
  { entry, path, text }: Holder,
  { all, reader }: StepIds,
  { source, report }: Checking,
): void {
  for (const { name, start, end } of references(parsed).steps) {
    const index = all.get(name.toLowerCase());
    if (index !== undefined && index < reader) continue;
    const at = source.placeWithin(path, text, start, end);
    if (index !== undefined) {
      const what = index === reader ? 'the step itself' : 'a later step';
      const message = `${showText(name)} is ${what}: expected the id of a step that runs before this one`;
      report({ at, code: 'later-step', message, hint: 'move this step behind it, or name an earlier one' });
      continue;
    }
    const earlier = [...all].filter(([, position]) => position < reader).map(([id]) => id);
    const near = suggest(name, earlier);
    const hint =
      near !== undefined
        ? `did you mean \`${near}\`?`
        : earlier.length === 0
          ? `give the step that you mean an \`id: ${name}\``
          : `the earlier steps with an id are ${earlier.join(', ')}`;
    const message = `no step of the ${entry.kind} ${showText(entry.id)} has the id ${showText(name)}`;
    report({ at, code: 'unknown-step', message, hint });
  }
}

/** The condition and the environment of a task are evaluated before its first step. */
export function refuseSteps(
  parsed: ParsedCondition | ParsedTemplate,
  path: Path,
  text: string,
  checking: Checking,
): void {
  for (const use of wrongUses(parsed, ['steps'])) {
    const message = '`steps` is known only within a task: expected it in the `if` or `env` of a later step';
    const hint = "write tasks['ID'] to read how another task ended";
    reportUse({ use, path, text, message, hint }, checking);
  }
}

/** Checks the conditions and environments of the steps of a task, and returns the tasks whose status they read. */
export function checkSteps(entry: Entry, position: number, checking: Checking, ids: KnownIds): readonly Status[] {
  const steps = listSteps(entry);
  if (steps.length === 0) return [];
  const statuses: Status[] = [];
  const known = knownSteps(entry, checking);
  for (const [index, step] of steps.entries()) {
    const path = [...step.path, 'if'];
    if (step.draft.if !== undefined) {
      const text = textAt(checking.source, path, step.draft.if);
      const reading = parseCondition(text);
      if (reading.type === 'rejected') reportFindings(reading.findings, path, text, checking);
      else {
        const holder = { entry, position, path, text };
        checkInputNames(reading.parsed, path, text, checking);
        statuses.push(...checkReferences(reading.parsed, holder, checking, ids));
        checkStepReferences(reading.parsed, holder, known.before(index), checking);
        checkCondition(reading.parsed, path, checking, step.isFinally ? 'finally step' : 'step');
      }
    }
    for (const [name, value] of Object.entries(step.draft.env ?? {})) {
      const at = [...step.path, 'env', name];
      const template = templateAt(at, value, checking);
      if (template === undefined) continue;
      const { parsed, text } = template;
      const holder = { entry, position, path: at, text };
      statuses.push(...checkReferences(parsed, holder, checking, ids));
      checkStepReferences(parsed, holder, known.before(index), checking);
    }
  }
  return statuses;
}
