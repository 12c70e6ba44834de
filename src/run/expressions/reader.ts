import {
  evaluateCondition,
  evaluateTemplate,
  parseCondition,
  parseTemplate,
  references,
} from '../../mission/expressions/expressions.ts';
import type { ParsedCondition, ParsedTemplate, Reading } from '../../mission/expressions/facts.ts';
import type { Mission, Service, Step, Task } from '../../mission/model/mission.ts';
import { allSteps, environmentsOf } from '../../mission/model/steps.ts';

/** The expressions of a mission. Each text is parsed only once. */
export interface ExpressionReader {
  readonly evaluateCondition: typeof evaluateCondition;
  readonly evaluateTemplate: typeof evaluateTemplate;
  condition(source: string): Reading<ParsedCondition>;
  template(source: string): Reading<ParsedTemplate>;
  /** True if an expression of this task or service calls `changed()`. */
  asksForChanges(owner: Task | Service): boolean;
}

/** Undefined for missions without expressions. */
export function readExpressions(mission: Mission): ExpressionReader | undefined {
  if (!hasExpressions(mission)) return undefined;
  const condition = remembering(parseCondition);
  const template = remembering(parseTemplate);
  const asks = <Parsed extends ParsedCondition | ParsedTemplate>(reading: Reading<Parsed>): boolean =>
    reading.type === 'parsed' && references(reading.parsed).usesChanged;
  return {
    condition,
    template,
    evaluateCondition,
    evaluateTemplate,
    asksForChanges: (owner) =>
      conditionsOf(owner).some((source) => asks(condition(source))) ||
      environmentsOf(owner).some((env) => Object.values(env).some((value) => asks(template(value)))),
  };
}

export function isTemplate(value: string): boolean {
  return value.includes('${{');
}

function hasExpressions({ tasks, services }: Mission): boolean {
  return tasks.some(hasOwnExpressions) || services.some(hasOwnExpressions);
}

/** Of 100,000 tasks most have neither: no list is made of what they do not have. */
function hasOwnExpressions(owner: Task | Service): boolean {
  if (hasTemplate(owner.env)) return true;
  if (!('steps' in owner)) return false;
  return owner.if !== undefined || owner.steps.some(hasExpression) || owner.finally?.some(hasExpression) === true;
}

function hasExpression(step: Step): boolean {
  return step.if !== undefined || (step.env !== undefined && hasTemplate(step.env));
}

function hasTemplate(env: Readonly<Record<string, string>>): boolean {
  for (const name in env) if (isTemplate(env[name] ?? '')) return true;
  return false;
}

/** The conditions of a task and of its steps. */
function conditionsOf(owner: Task | Service): readonly string[] {
  if (!('steps' in owner)) return [];
  return [owner, ...allSteps(owner)].flatMap((each) => (each.if === undefined ? [] : [each.if]));
}

/** Remembers the result for each text: thousands of tasks may share one. */
function remembering<Parsed>(parse: (source: string) => Parsed): (source: string) => Parsed {
  const known = new Map<string, Parsed>();
  return (source) => {
    const before = known.get(source);
    if (before !== undefined) return before;
    const parsed = parse(source);
    known.set(source, parsed);
    return parsed;
  };
}
