import { append } from '../../base/multimap.ts';
import { stronglyConnectedComponents } from '../../mission/graph/needs-graph.ts';
import type { Unit } from './unit.ts';

/** Each unit behind those that it waits for. Units that run each other are in the order of the file. */
export function membersFirst(units: readonly Unit[]): readonly Unit[] {
  const byName = new Map(units.map((unit) => [unit.name, unit]));
  const circles = circlesOf(units);
  /** The first unit of a circle stands for all of them. */
  const inCircle = new Map<number, Unit[]>();
  for (const unit of units) {
    const circle = circles.get(unit.name);
    if (circle !== undefined) append(inCircle, circle, unit);
  }
  const together = (name: string): readonly Unit[] =>
    inCircle.get(circles.get(name) ?? -1) ?? [byName.get(name)].filter((unit) => unit !== undefined);
  const first = (name: string): string => together(name)[0]?.name ?? name;
  return inPostOrder(
    units.map(({ name }) => first(name)),
    (name) => together(name).flatMap((unit) => membersOf(unit).map(first)),
  ).flatMap(together);
}

/** Units that run each other, by the number of their circle. */
export function circlesOf(units: readonly Unit[]): ReadonlyMap<string, number> {
  const index = new Map(units.map(({ name }, at) => [name, at]));
  const needs = units.map((unit) =>
    [...unit.inside, ...membersOf(unit)].flatMap((name) => (name === unit.name ? [] : (index.get(name) ?? []))),
  );
  const circles = stronglyConnectedComponents({ count: units.length, needs });
  return new Map(circles.flatMap((nodes, circle) => nodes.map((node) => [units[node]?.name ?? '', circle] as const)));
}

/** What has to end before the own commands of a unit. */
export function membersOf(unit: Unit): readonly string[] {
  return unit.before.flatMap(({ members }) => members);
}

/** Names with everything that they lead to, each once and behind what it leads to. Not recursive, because a chain may have thousands. */
export function inPostOrder(names: readonly string[], next: (name: string) => readonly string[]): readonly string[] {
  const found: string[] = [];
  const seen = new Set<string>();
  const open: { readonly name: string; readonly members: readonly string[]; at: number }[] = [];
  const enter = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    open.push({ name, members: next(name), at: 0 });
  };
  for (const name of names) {
    enter(name);
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const member = top.members[top.at];
      top.at += 1;
      if (member !== undefined) {
        enter(member);
        continue;
      }
      found.push(top.name);
      open.pop();
    }
  }
  return found;
}
