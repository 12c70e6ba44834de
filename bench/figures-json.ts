import { isFigure, ratioToOurs, shareOfGoal } from './figure.ts';
import type { Machine } from './machine.ts';
import { spread } from './statistics.ts';
import type { Section } from './table.ts';

/** For machines: `{ machine, quick, workloads: [{ id, title, figures, missing }] }`; every value in its figure's unit. */
export function figuresJson(machine: Machine, quick: boolean, sections: readonly Section[]): string {
  const workloads = sections.map(({ workload, findings }) => ({
    id: workload.id,
    title: workload.title,
    figures: findings.filter(isFigure).map((figure) => {
      const share = shareOfGoal(figure);
      return {
        ...figure,
        ...spread(figure.values),
        ratio: ratioToOurs(figure),
        ...(share === undefined ? {} : { reached: share <= 1 }),
      };
    }),
    missing: findings.filter((finding) => !isFigure(finding)),
  }));
  return `${JSON.stringify({ machine, quick, workloads }, undefined, 2)}\n`;
}
