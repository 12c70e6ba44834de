import { formatBytes, formatPercent, trimmed } from '../../../report/text/format.ts';
import { mostUsed } from '../../../schedule/events/binding-only.ts';
import type { MachineFacts } from '../../../schedule/events/machine-facts.ts';
import type { Constraint, Share } from '../../../schedule/events/reading.ts';
import { alignColumns } from '../../output/align-columns.ts';

/** The machine or a control group with a limit. Amounts are CPUs or bytes; `used` is absent if it is not known. */
export interface ConstraintFacts {
  readonly name: string;
  readonly cpu?: Limited;
  readonly memory?: Limited;
}

export interface Limited {
  readonly capacity: number;
  readonly used?: number;
  /** True for the constraint with the highest share, from which the percentages and the band follow. */
  readonly binds: boolean;
}

/** All constraints, also those whose use is not known. */
export function constraintFacts(
  measured: readonly Constraint[] = [],
  atStart: MachineFacts['constraints'] = [],
): readonly ConstraintFacts[] {
  const cpuBinds = mostUsed(measured, ({ cpu }) => cpu);
  const memoryBinds = mostUsed(measured, ({ memory }) => memory);
  const names = [...new Set([...atStart, ...measured].map(({ name }) => name))];
  return names.map((name) => {
    const now = measured.find((constraint) => constraint.name === name);
    const start = atStart.find((constraint) => constraint.name === name);
    const cpu = now?.cpu ?? (start?.cpus === undefined ? undefined : { capacity: start.cpus });
    const memory = now?.memory ?? start?.memory;
    return {
      name,
      ...(cpu === undefined ? {} : { cpu: { ...cpu, binds: cpuBinds?.name === name } }),
      ...(memory === undefined ? {} : { memory: { ...memory, binds: memoryBinds?.name === name } }),
    };
  });
}

export function constraintLines(constraints: readonly ConstraintFacts[]): readonly string[] {
  if (constraints.length === 0) return ['  none with known amounts: workers and declared loads decide'];
  return alignColumns(
    constraints.map(({ name, cpu, memory }) => [
      name,
      cpu === undefined ? 'no limit of CPUs' : `CPU ${limitedText(cpu, (cpus) => trimmed(cpus, 2))}`,
      memory === undefined ? 'no limit of memory' : `memory ${limitedText(memory, formatBytes)}`,
    ]),
  );
}

function limitedText({ capacity, used, binds }: Limited, amountText: (amount: number) => string): string {
  if (used === undefined) return `${amountText(capacity)}, use unknown`;
  const share: Share = { capacity, used };
  return `${amountText(used)} of ${amountText(capacity)} = ${percentText(share)}${binds ? ' (binds)' : ''}`;
}

function percentText({ capacity, used }: Share): string {
  return formatPercent((100 * used) / capacity);
}
