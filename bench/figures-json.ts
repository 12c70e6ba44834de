import { isFigure, ratioToOwn, shareOfGoal } from './figure.ts';
import type { Machine } from './machine.ts';
import { spread } from './statistics.ts';
import type { Section } from './table.ts';

/** The findings as JSON: `{ machine, quick, workloads: [{ id, title, figures, missing }] }`. Each value is in the unit of its figure. */
export function figuresJson(machine: Machine, quick: boolean, sections: readonly Section[]): string {
  const workloads = sections.map(({ workload, findings }) => ({
    id: workload.id,
    title: workload.title,
    figures: findings.filter(isFigure).map((figure) => {
      const share = shareOfGoal(figure);
      return {
        ...figure,
        ...spread(figure.values),
        ratio: ratioToOwn(figure),
        ...(share === undefined ? {} : { reached: share <= 1 }),
      };
    }),
    missing: findings.filter((finding) => !isFigure(finding)),
  }));
  return `${JSON.stringify({ machine, quick, workloads }, undefined, 2)}\n`;
}
