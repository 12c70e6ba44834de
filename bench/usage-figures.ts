import type { Finding } from './figure.ts';
import type { Usage } from './own-usage.ts';

/** CPU time, time and memory of a command that writes the documents of 10,000 tasks, with the goals for it. */
export function documentFigures(runs: readonly Usage[]): readonly Finding[] {
  return [
    { name: 'own CPU', unit: 's', values: runs.map(({ cpu }) => cpu / 1000), goal: { atMost: 3, by: 'median' } },
    { name: 'time', unit: 's', values: runs.map(({ wall }) => wall / 1000) },
    {
      name: 'peak memory',
      unit: 'MB',
      values: runs.map(({ peakMemory }) => peakMemory / 1e6),
      goal: { atMost: 300, by: 'median' },
    },
  ];
}
