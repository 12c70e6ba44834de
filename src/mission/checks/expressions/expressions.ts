/*
 * This folder checks every expression of a mission file: conditions, and the values of `env` that contain `${{ }}`.
 *
 * `expressions.ts` finds the texts of `if` and `env`, and `matrix-texts.ts` those that are fixed before anything runs; `templates.ts` parses them.
 * `dimensions.ts` checks what they read of a matrix. `condition.ts` reports an `if` that is always true or false. `references.ts` checks that the tasks, patterns and
 * outputs that an expression names exist, and `input-names.ts` the inputs. `statuses.ts` warns of a status that may not be final when it is read.
 *
 * Invariants:
 * - Each finding is a diagnostic at the part of the expression that causes it.
 * - What depends on the run is not evaluated: a check only proves what holds for every run.
 *
 * Not here: the evaluation of expressions during a run (`run/expressions`), and their syntax (`mission/expressions`).
 */
import { showText } from '../../diagnostics/show-text.ts';
import { type Checking, defaultsIn, type ServiceEntry, textAt } from '../../entries/checking.ts';
import { parseCondition } from '../../expressions/expressions.ts';
import { references } from '../../expressions/references.ts';
import type { KnownIds } from '../../graph/known-ids.ts';
import type { Waits } from '../../graph/waits.ts';
import type { MissionDraft } from '../../schema/mission.ts';
import type { Path } from '../../yaml/source.ts';
import { checkCondition } from './condition.ts';
import { checkDimension } from './dimensions.ts';
import { checkInputNames } from './input-names.ts';
import { checkReferences, type Status } from './references.ts';
import { checkStatuses } from './statuses.ts';
import { checkSteps, refuseSteps } from './steps.ts';
import { reportFindings, reportUse, type Template, templateAt, wrongUses } from './templates.ts';

/** Names that have a meaning only in a task. */
const OF_TASKS = ['tasks', 'steps', 'matrix', 'running', 'success', 'failure', 'cancelled'];

/**
 * Checks every `if`, and `${{ }}` in `env`.
 *
 * @param sound true if the needs contain no cycle and no unknown id. Otherwise nothing can be proven from them.
 */
export function checkExpressions(checking: Checking, waits: Waits, ids: KnownIds, sound: boolean): void {
  const { scopes, entries, entriesWith, services } = checking;
  const statuses: Status[] = [];
  for (const { root, draft } of scopes) checkCommonEnv([...root, 'env'], draft.env, checking);
  for (const { path, draft } of scopes.flatMap(defaultsIn)) checkCommonEnv([...path, 'env'], draft.env, checking);
  for (const service of services) checkServiceEnv(service, checking);
  const owners = new Set(entriesWith('if', 'env', 'steps', 'finally'));
  for (const [position, entry] of entries.entries()) {
    if (!owners.has(entry)) continue;
    const at = (key: string): Path => [...entry.path, key];
    if (entry.draft.if !== undefined) {
      const text = textAt(checking.source, at('if'), entry.draft.if);
      const reading = parseCondition(text);
      if (reading.type === 'rejected') reportFindings(reading.findings, at('if'), text, checking);
      else {
        checkInputNames(reading.parsed, at('if'), text, checking);
        statuses.push(...checkReferences(reading.parsed, { entry, position, path: at('if'), text }, checking, ids));
        refuseSteps(reading.parsed, at('if'), text, checking);
        checkCondition(reading.parsed, at('if'), checking);
      }
    }
    for (const [name, value] of Object.entries(entry.draft.env ?? {})) {
      const path = [...at('env'), name];
      const template = templateAt(path, value, checking);
      if (template === undefined) continue;
      statuses.push(...checkReferences(template.parsed, { entry, position, path, text: template.text }, checking, ids));
      refuseSteps(template.parsed, path, template.text, checking);
    }
    statuses.push(...checkSteps(entry, position, checking, ids));
  }
  if (sound) checkStatuses(statuses, waits, checking, ids);
}

/** An environment that several tasks share: it cannot refer to one of them. */
function checkCommonEnv(path: Path, env: MissionDraft['env'], checking: Checking): void {
  for (const [name, value] of Object.entries(env ?? {})) {
    const at = [...path, name];
    const template = templateAt(at, value, checking);
    if (template === undefined) continue;
    const where = `the \`env\` of ${path.includes('defaults') ? '`defaults`' : 'the mission'} is the same for every task`;
    refuseUses(template, at, OF_TASKS, where, checking);
  }
}

/** The environment of a service, which may read the matrix of that service. */
function checkServiceEnv(service: ServiceEntry, checking: Checking): void {
  const refused = service.matrix === undefined ? OF_TASKS : OF_TASKS.filter((name) => name !== 'matrix');
  for (const [name, value] of Object.entries(service.draft.env ?? {})) {
    const at = [...service.path, 'env', name];
    const template = templateAt(at, value, checking);
    if (template === undefined) continue;
    refuseUses(template, at, refused, 'a service belongs to no task', checking);
    if (service.matrix === undefined) continue;
    for (const reference of references(template.parsed).matrix) {
      const place = checking.source.placeWithin(at, template.text, reference.start, reference.end);
      checkDimension(reference, { ...service, kind: 'service' }, place, checking);
    }
  }
}

function refuseUses(
  template: Template,
  path: Path,
  refused: readonly string[],
  where: string,
  checking: Checking,
): void {
  for (const use of wrongUses(template.parsed, refused)) {
    const allowed = refused.includes('matrix') ? '' : '`matrix`, ';
    const message = `${where}: expected ${allowed}\`env\`, \`github\`, \`inputs\`, \`mission\`, \`runner\` or \`changed()\` in it, found ${showText(use.name)}`;
    const hint = 'write it in the `env` of the task that uses it';
    reportUse({ use, path, text: template.text, message, hint }, checking);
  }
}
