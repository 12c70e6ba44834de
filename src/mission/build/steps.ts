import { textAt } from '../entries/checking.ts';
import { parseCondition } from '../expressions/expressions.ts';
import type { Step } from '../model/mission.ts';
import { parseDuration } from '../model/units.ts';
import type { Text } from '../schema/fields.ts';
import type { MissionDraft } from '../schema/mission.ts';
import type { Path, YamlSource } from '../yaml/source.ts';
import { amountOf, envAt, optional, textOf } from './values.ts';

type StepDrafts = NonNullable<NonNullable<MissionDraft['tasks']>[string]>['steps'];

/** The steps of a list that was checked. */
export function buildSteps(source: YamlSource, path: Path, drafts: StepDrafts): readonly Step[] {
  return (drafts ?? []).map((step, index) => {
    const at = (key: string): Path => [...path, index, key];
    return {
      ...optional('name', textOf(source, at('name'), step?.name)),
      run: textAt(source, at('run'), step?.run ?? ''),
      ...optional('id', textOf(source, at('id'), step?.id)),
      ...optional('if', conditionOf(source, at('if'), step?.if)),
      ...(step?.env === undefined ? {} : { env: envAt(source, at('env'), step.env) }),
      ...optional('shell', textOf(source, at('shell'), step?.shell)),
      ...optional('workingDirectory', textOf(source, at('working-directory'), step?.['working-directory'])),
      ...(step?.['continue-on-error'] === true ? { continueOnError: true as const } : {}),
      ...optional('timeout', amountOf(source, at('timeout'), step?.timeout, parseDuration)),
    };
  });
}

/** Steps with the values of a combination in the texts that are fixed before the mission runs. The same list if nothing changes. */
export function fillSteps(steps: readonly Step[], fill: (text: string) => string): readonly Step[] {
  const isFixed = steps.every(({ name, workingDirectory }) => !`${name}${workingDirectory}`.includes('${{'));
  if (isFixed) return steps;
  return steps.map((step) => ({
    ...step,
    ...optional('name', step.name === undefined ? undefined : fill(step.name)),
    ...optional('workingDirectory', step.workingDirectory === undefined ? undefined : fill(step.workingDirectory)),
  }));
}

/** The text of a condition without `${{ }}`. */
export function conditionOf(source: YamlSource, path: Path, value: Text | undefined): string | undefined {
  if (value === undefined) return undefined;
  const reading = parseCondition(textAt(source, path, value));
  if (reading.type === 'rejected') throw new Error(`unchecked condition at ${path.join('.')}`);
  return reading.parsed.expression.text.trim();
}
