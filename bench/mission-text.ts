import type { Graph } from './graph.ts';

/** A mission file of tasks, not tests: they wait for a free worker, not for the CPU and memory readings. */
export function missionText({ jobs, atOnce }: Graph): string {
  const tasks = jobs.map(({ id, needs, run }) => {
    const trigger = needs.length === 0 ? '' : `needs: [${needs.join(', ')}], `;
    return `  ${id}: { ${trigger}run: ${JSON.stringify(run)} }`;
  });
  return [
    'name: Benchmark',
    `admission: { workers: { caution: ${atOnce}, limit: ${atOnce} } }`,
    'tasks:',
    ...tasks,
    '',
  ].join('\n');
}
