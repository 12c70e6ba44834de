import type { Figure, Goal } from '../figure.ts';
import { floorOf, type Round } from './round.ts';
import { CPUS } from './two-cpus.ts';

/** The first run costs at most a twentieth more than the project's own way, although nothing is declared. */
const FIRST: Goal = { atMost: 1.05, by: 'median' };

/** With a history, little is left between a run and what no schedule can beat. */
const SECOND: Goal = { atMost: 1.15, by: 'median' };

/** @param rounds at least one */
export function figuresOf(rounds: readonly Round[]): readonly Figure[] {
  const seconds = (name: string, value: (round: Round) => number): Figure => ({
    name,
    unit: 's',
    values: rounds.map(value),
  });
  return [
    seconds('own way', ({ own }) => own.wall),
    seconds('mission, first run', ({ first }) => first.wall),
    seconds('mission, second run, with history', ({ second }) => second.wall),
    seconds('mission, gate off', ({ off }) => off.wall),
    seconds('CPU time of the own way', ({ own }) => own.cpu),
    seconds('CPU time of the first run', ({ first }) => first.cpu),
    seconds('CPU time of the second run', ({ second }) => second.cpu),
    seconds('critical path', ({ criticalPath }) => criticalPath),
    seconds('floor', floorOf),
    { name: 'CPUs in use, first run', unit: '%', values: rounds.map(({ first }) => inUse(first)) },
    { name: 'CPUs in use, second run', unit: '%', values: rounds.map(({ second }) => inUse(second)) },
    { name: 'CPUs in use by other programs', unit: '%', values: rounds.map(inUseByOthers) },
    { name: 'first run over own way', unit: '×', values: rounds.map((r) => r.first.wall / r.own.wall), goal: FIRST },
    { name: 'second run over floor', unit: '×', values: rounds.map((r) => r.second.wall / floorOf(r)), goal: SECOND },
  ];
}

function inUse({ cpu, wall }: Round['first']): number {
  return (100 * cpu) / (wall * CPUS);
}

function inUseByOthers({ own, first, second, off }: Round): number {
  const runs = [own, first, second, off];
  const [others, wall] = [runs.reduce((sum, run) => sum + run.others, 0), runs.reduce((sum, run) => sum + run.wall, 0)];
  return (100 * others) / (wall * CPUS);
}
