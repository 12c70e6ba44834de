import {
  evaluateCondition,
  evaluateTemplate,
  parseCondition,
  parseTemplate,
  references,
} from '../../mission/expressions/expressions.ts';
import type { ParsedCondition, ParsedTemplate, Reading } from '../../mission/expressions/facts.ts';
import type { Mission, Service, Task } from '../../mission/model/mission.ts';

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
      ('if' in owner && owner.if !== undefined && asks(condition(owner.if))) ||
      Object.values(owner.env).some((value) => asks(template(value))),
  };
}

export function isTemplate(value: string): boolean {
  return value.includes('${{');
}

function hasExpressions({ tasks, services }: Mission): boolean {
  if (tasks.some((task) => task.if !== undefined)) return true;
  return [...tasks, ...services].some(({ env }) => Object.values(env).some(isTemplate));
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
