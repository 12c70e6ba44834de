import type { PageData, PageReading, PageRunner } from '../../report/html/data/data.ts';
import { formatPercent, trimmed } from '../../report/text/format.ts';

type Limits = PageData['limits']['cpu'];

/** One figure over time. */
export interface ChartData {
  readonly name: string;
  /** Name of its colour in the style sheet. */
  readonly colour: string;
  readonly limits: Limits;
  /** From here on, tasks were paused; absent if none was. */
  readonly pausesFrom?: number | undefined;
  /** Milliseconds, rising. */
  readonly at: readonly number[];
  readonly values: readonly (number | null)[];
  /** -1: a value holds since the previous moment; 1: until the next one. */
  readonly align: -1 | 1;
  readonly highest: number;
  readonly middle: number;
  /** The whole run in short. */
  readonly summary: string;
  /** What its figures are of, if that is not the machine. */
  readonly note?: string | undefined;
  /** The same for screen readers. */
  readonly sentence: string;
  /** The value at this moment; undefined if nothing was measured. */
  valueAt(at: number): number | undefined;
  text(value: number): string;
}

/** Charts of runners; more of them would be taller than the rows. */
const mostRunners = 8;

/** Measured CPU and memory, and how many tasks and tests ran. A figure that was never measured is left out. */
export function chartData(data: PageData): ChartData[] {
  const { runners } = data;
  if (runners !== undefined)
    return [...runners.slice(0, mostRunners).flatMap((each) => cpuOf(each, data)), ...workers(data)];
  return [
    ...measured(data, 'CPU', 'cpu', data.limits.cpu, ([, cpu]) => cpu),
    ...measured(data, 'Memory', 'memory', data.limits.memory, ([, , memory]) => memory).map((chart) =>
      withMemory(chart, data),
    ),
    ...workers(data),
  ];
}

/** CPU of one runner. The times before and after its part are no figures of its. */
function cpuOf({ part, from, readings }: PageRunner, data: PageData): ChartData[] {
  return measured({ ...data, readings }, `CPU, part ${part}`, 'cpu', data.limits.cpu, ([, cpu]) => cpu).map(
    (chart) => ({
      ...chart,
      at: [from, ...chart.at.slice(1)],
    }),
  );
}

/** With the container that the figures are of, and the line from which on tasks were paused. */
function withMemory(chart: ChartData, { memoryOf, pausesFrom }: PageData): ChartData {
  const { sentence } = chart;
  const of = memoryOf === undefined ? '' : ` of the ${memoryOf}`;
  return {
    ...chart,
    ...(of === '' ? {} : { note: of.trim() }),
    sentence: `${sentence}${pausesFrom === undefined ? '' : `; tasks are paused from ${formatPercent(pausesFrom)}`}${of === '' ? '' : `; percent${of}`}`,
    pausesFrom,
  };
}

function measured(
  data: PageData,
  name: string,
  colour: string,
  limits: Limits,
  figure: (reading: PageReading) => number | null,
): ChartData[] {
  const values = data.readings.map(figure);
  const highest = values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
  if (values.every((value) => value === null)) return [];
  const at = data.readings.map(([to]) => to);
  const text = (value: number): string => formatPercent(value);
  return [
    {
      name,
      colour,
      limits,
      // The first window began with the run.
      at: [0, ...at],
      values: [values[0] ?? null, ...values],
      align: -1,
      highest: 100,
      middle: 50,
      summary: `at most ${text(highest)}`,
      sentence: `${name} over time, at most ${text(highest)}; caution from ${text(limits.caution)}, limit ${text(limits.limit)}`,
      valueAt: (moment) => values[at.findIndex((to) => to >= moment)] ?? undefined,
      text,
    },
  ];
}

function workers(data: PageData): ChartData[] {
  const last = data.active.at(-1);
  if (last === undefined) return [];
  const { workers: limits } = data.limits;
  const at = [...data.active.map(([moment]) => moment), data.duration];
  const values = [...data.active.map(([, count]) => count), last[1]];
  const most = values.reduce((highest, value) => Math.max(highest, value), 1);
  // A limit far above the highest value would flatten the line, so it is left outside.
  const highest = Math.max(2, Math.ceil(1.15 * (limits.limit <= 4 * most ? Math.max(most, limits.limit) : most)));
  return [
    {
      name: 'Workers',
      colour: 'workers',
      limits,
      at,
      values,
      align: 1,
      highest,
      middle: Math.round(highest / 2),
      summary: `at most ${most}`,
      sentence: `Active workers over time, at most ${most}; caution from ${limits.caution}, limit ${limits.limit}`,
      valueAt: (moment) => values[at.findLastIndex((since) => since <= moment)],
      text: (value) => `${trimmed(value, 0)} workers`,
    },
  ];
}
