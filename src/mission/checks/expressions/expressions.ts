/*
 * This folder checks every expression of a mission file: conditions, and the values of `env` that contain `${{ }}`.
 *
 * `expressions.ts` finds the texts and parses them. `condition.ts` reports an `if` that is always true or false. `references.ts` checks that the tasks, patterns and
 * outputs that an expression names exist, and `input-names.ts` the inputs. `statuses.ts` warns of a status that may not be final when it is read.
 *
 * Invariants:
 * - Each finding is a diagnostic at the part of the expression that causes it.
 * - What depends on the run is not evaluated: a check only proves what holds for every run.
 *
 * Not here: the evaluation of expressions during a run (`run/expressions`), and their syntax (`mission/expressions`).
 */
import { showText } from '../../diagnostics/show-text.ts';
import { type Checking, defaultsIn, type Entry, textAt } from '../../entries/checking.ts';
import { parseCondition, parseTemplate } from '../../expressions/expressions.ts';
import type { ExpressionFinding, ParsedTemplate } from '../../expressions/facts.ts';
import { type Use, usesOf } from '../../expressions/uses.ts';
import type { KnownIds } from '../../graph/known-ids.ts';
import type { Waits } from '../../graph/waits.ts';
import type { Text } from '../../schema/fields.ts';
import type { MissionDraft } from '../../schema/mission.ts';
import type { Path } from '../../yaml/source.ts';
import { checkCondition } from './condition.ts';
import { checkInputNames } from './input-names.ts';
import { checkReferences, type Status } from './references.ts';
import { checkStatuses } from './statuses.ts';

/** Names that have a meaning only in a task. */
const OF_TASKS = ['tasks', 'matrix', 'running', 'success', 'failure', 'cancelled'];
/** Names whose value is not known before the mission runs. */
const OF_RUNS = [
  'tasks',
  'env',
  'github',
  'inputs',
  'mission',
  'runner',
  'running',
  'success',
  'failure',
  'always',
  'cancelled',
  'changed',
];

/**
 * Checks every expression: `if`, `${{ }}` in `env`, and `${{ matrix.NAME }}` in names and paths.
 *
 * @param sound true if the needs contain no cycle and no unknown id. Otherwise nothing can be proven from them.
 */
export function checkExpressions(checking: Checking, waits: Waits, ids: KnownIds, sound: boolean): void {
  const { scopes, entries, services } = checking;
  const statuses: Status[] = [];
  for (const { root, draft } of scopes) checkCommonEnv([...root, 'env'], draft.env, checking);
  for (const { path, draft } of scopes.flatMap(defaultsIn)) checkCommonEnv([...path, 'env'], draft.env, checking);
  for (const { path, draft: service } of services) checkCommonEnv([...path, 'env'], service.env, checking);
  for (const [position, entry] of entries.entries()) {
    const at = (key: string): Path => [...entry.path, key];
    if (entry.draft.if !== undefined) {
      const text = textAt(checking.source, at('if'), entry.draft.if);
      const reading = parseCondition(text);
      if (reading.type === 'rejected') reportFindings(reading.findings, at('if'), text, checking);
      else {
        checkInputNames(reading.parsed, at('if'), text, checking);
        statuses.push(...checkReferences(reading.parsed, { entry, position, path: at('if'), text }, checking, ids));
        checkCondition(reading.parsed, at('if'), checking);
      }
    }
    for (const [name, value] of Object.entries(entry.draft.env ?? {})) {
      const path = [...at('env'), name];
      const template = templateAt(path, value, checking);
      if (template === undefined) continue;
      statuses.push(...checkReferences(template.parsed, { entry, position, path, text: template.text }, checking, ids));
    }
    for (const key of ['name', 'deliverable', 'results'] as const) checkMatrixText(entry, position, key, checking, ids);
  }
  if (sound) checkStatuses(statuses, waits, checking, ids);
}

/** An environment that several tasks share: it cannot refer to one of them. */
function checkCommonEnv(path: Path, env: MissionDraft['env'], checking: Checking): void {
  for (const [name, value] of Object.entries(env ?? {})) {
    const at = [...path, name];
    const template = templateAt(at, value, checking);
    if (template === undefined) continue;
    for (const use of wrongUses(template.parsed, OF_TASKS)) {
      const where =
        path[0] === 'services'
          ? 'a service belongs to no task'
          : `the \`env\` of ${path.includes('defaults') ? '`defaults`' : 'the mission'} is the same for every task`;
      const message = `${where}: expected \`env\`, \`github\`, \`inputs\`, \`mission\`, \`runner\` or \`changed()\` in it, found ${showText(use.name)}`;
      const hint = 'write it in the `env` of the task that uses it';
      report({ use, path: at, text: template.text, message, hint }, checking);
    }
  }
}

function checkMatrixText(
  entry: Entry,
  position: number,
  key: 'name' | 'deliverable' | 'results',
  checking: Checking,
  ids: KnownIds,
): void {
  const path = [...entry.path, key];
  const template = templateAt(path, entry.draft[key], checking);
  if (template === undefined) return;
  const { parsed, text } = template;
  checkReferences(parsed, { entry, position, path, text }, checking, ids);
  for (const use of wrongUses(parsed, OF_RUNS)) {
    const message = `\`${key}\` is fixed before anything runs: expected only \`matrix\` in it, found ${showText(use.name)}`;
    report({ use, path, text, message, hint: 'write the text itself' }, checking);
  }
}

function wrongUses(parsed: ParsedTemplate, refused: readonly string[]): readonly Use[] {
  const { contexts, functions } = usesOf(parsed);
  return [...contexts, ...functions].filter(({ name }) => refused.includes(name));
}

interface WrongUse {
  readonly use: Use;
  readonly path: Path;
  /** The whole text at `path`; `use` is a part of it. */
  readonly text: string;
  readonly message: string;
  readonly hint: string;
}

function report({ use, path, text, message, hint }: WrongUse, { source, report }: Checking): void {
  report({ at: source.placeWithin(path, text, use.start, use.end), code: 'expression-context', message, hint });
}

/** Parses a text with `${{` and reports its errors. Undefined if there is no `${{`, or an error. */
function templateAt(
  path: Path,
  value: Text | undefined,
  checking: Checking,
): { readonly text: string; readonly parsed: ParsedTemplate } | undefined {
  if (typeof value !== 'string' || !value.includes('${{')) return undefined;
  const reading = parseTemplate(value);
  if (reading.type === 'parsed') {
    checkInputNames(reading.parsed, path, value, checking);
    return { text: value, parsed: reading.parsed };
  }
  reportFindings(reading.findings, path, value, checking);
  return undefined;
}

function reportFindings(
  findings: readonly ExpressionFinding[],
  path: Path,
  text: string,
  { source, report }: Checking,
): void {
  for (const { start, end, code, message, hint } of findings) {
    report({ at: source.placeWithin(path, text, start, end), code, message, hint });
  }
}
