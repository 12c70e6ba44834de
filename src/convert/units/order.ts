import { kindOfName } from '../check-like.ts';
import { isFit, isGroup, OPTIONAL, runInside } from './choose.ts';
import { wordsOf } from './purpose.ts';
import type { Unit } from './unit.ts';

/** Which entries wait for which. */
export interface Order {
  /** By name, without what follows from other needs. */
  readonly needs: ReadonlyMap<string, readonly string[]>;
  /** Pairs that would wait for each other: the first does not wait for the second. */
  readonly dropped: readonly (readonly [string, string])[];
}

/**
 * The needs of the entries, from the stages in which units run each other.
 *
 * @param taken names of all units that are taken, groups included
 * @param addsBuilds whether checks without needs wait for the builds
 */
export function orderUnits(units: readonly Unit[], taken: ReadonlySet<string>, addsBuilds: boolean): Order {
  const order = new Ordering(new Map(units.map((unit) => [unit.name, unit])), taken);
  for (const unit of units) if (taken.has(unit.name)) order.addStages(unit);
  if (addsBuilds) order.addBuilds(units);
  return { needs: order.reduced(), dropped: order.dropped };
}

class Ordering {
  readonly #byName: ReadonlyMap<string, Unit>;
  readonly #taken: ReadonlySet<string>;
  readonly #needs = new Map<string, Set<string>>();
  /** What each entry waits for, directly or through others, and the other way round. A search for each pair took minutes with 200 units in a row. */
  readonly #after = new Map<string, Set<string>>();
  readonly #before = new Map<string, Set<string>>();
  readonly dropped: (readonly [string, string])[] = [];

  constructor(byName: ReadonlyMap<string, Unit>, taken: ReadonlySet<string>) {
    this.#byName = byName;
    this.#taken = taken;
    for (const name of taken) {
      if (isGroup(this.#unit(name))) continue;
      for (const sets of [this.#needs, this.#after, this.#before]) sets.set(name, new Set());
    }
  }

  /** Each stage waits for the stages before it, and the unit's own commands wait for all. */
  addStages(unit: Unit): void {
    const earlier = new Set<string>();
    for (const stage of unit.before) {
      const members = stage.members.filter((name) => this.#isTaken(unit, name));
      const parts = members.flatMap((name) => [...this.#entriesOf(name)]);
      for (const name of parts) {
        // What a member needs is not listed itself, so that it does not wait for a check that is listed before.
        const isPart = !members.includes(name);
        if (!earlier.has(name)) this.#wait(name, earlier, stage.isListed, isPart && !usesResults(name));
      }
      for (const name of parts) earlier.add(name);
    }
    if (!isGroup(unit))
      this.#wait(
        unit.name,
        earlier,
        unit.before.every(({ isListed }) => isListed),
      );
  }

  /** A check of the running code waits for the builds, if the source names nothing that it needs. */
  addBuilds(units: readonly Unit[]): void {
    const entries = [...this.#needs.keys()];
    const tasks = entries.filter(
      (name) => !isCheckPurpose(this.#unit(name)) && !OPTIONAL.has(this.#unit(name).purpose) && !usesResults(name),
    );
    const needed = new Set(tasks.flatMap((name) => [...(this.#needs.get(name) ?? [])]));
    const builds = tasks.filter((name) => !needed.has(name) && !isDocumentation(name));
    for (const { name, purpose } of units) {
      const needs = this.#needs.get(name);
      if (purpose !== 'check' || needs === undefined || needs.size > 0) continue;
      const unit = this.#unit(name);
      const own = [...runInside(unit, this.#byName)].filter(
        (other) => this.#builds(other) && (builds.includes(other) || !this.#needs.has(other)),
      );
      // What runs its builds itself waits for no other ones, but for the entries that make the same before.
      for (const build of own.length === 0 ? builds : own)
        if (this.#needs.has(build) && !this.#reaches(build, name)) this.#addNeed(name, build);
    }
  }

  reduced(): ReadonlyMap<string, readonly string[]> {
    return new Map(
      [...this.#needs].map(([name, needs]) => {
        const through = (need: string): boolean =>
          [...needs].some((other) => other !== need && this.#reaches(other, need));
        return [name, [...needs].filter((need) => !through(need))];
      }),
    );
  }

  #wait(name: string, earlier: ReadonlySet<string>, isListed: boolean, isIndependent = false): void {
    const mayStart = isListed && (isIndependent || usesNoResults(this.#unit(name)));
    for (const other of earlier) {
      // What is only listed behind a check does not build on it.
      if (other === name || (mayStart && isPlainCheck(this.#unit(other)))) continue;
      if (this.#reaches(other, name)) this.dropped.push([name, other]);
      else this.#addNeed(name, other);
    }
  }

  #addNeed(name: string, need: string): void {
    this.#needs.get(name)?.add(need);
    if (this.#reaches(name, need)) return;
    for (const earlier of [name, ...(this.#before.get(name) ?? [])]) {
      for (const later of [need, ...(this.#after.get(need) ?? [])]) {
        this.#after.get(earlier)?.add(later);
        this.#before.get(later)?.add(earlier);
      }
    }
  }

  #entriesOf(name: string, seen = new Set<string>()): ReadonlySet<string> {
    if (seen.has(name)) return new Set();
    seen.add(name);
    const unit = this.#unit(name);
    const inner = unit.before.flatMap(({ members }) => members).filter((member) => this.#isTaken(unit, member));
    const entries = new Set(inner.flatMap((member) => [...this.#entriesOf(member, seen)]));
    if (!isGroup(unit)) entries.add(name);
    return entries;
  }

  #builds(name: string): boolean {
    return this.#byName.get(name)?.purpose === 'work' && !isDocumentation(name);
  }

  #isTaken(unit: Unit, name: string): boolean {
    return this.#taken.has(name) && isFit(unit, this.#unit(name), this.#byName);
  }

  #reaches(from: string, to: string): boolean {
    return from === to || this.#after.get(from)?.has(to) === true;
  }

  #unit(name: string): Unit {
    const unit = this.#byName.get(name);
    if (unit === undefined) throw new Error(`expected only known units, found ${name}`);
    return unit;
  }
}

/** A check by its whole name. `test:build` is not, because what follows may need what it builds. */
function isPlainCheck(unit: Unit): boolean {
  return isCheckPurpose(unit) && kindOfName(unit.name) !== 'work';
}

/** Whether a unit can start before the checks that are listed before it. `coverage:merge` cannot, because it uses what they leave. */
function usesNoResults(unit: Unit): boolean {
  return !usesResults(unit.name) && (['work', 'generate', 'install'].includes(unit.purpose) || isPlainCheck(unit));
}

function usesResults(name: string): boolean {
  return wordsOf(name).some((word) => AFTER_CHECKS.has(word));
}

const AFTER_CHECKS = new Set(
  'merge report reports combine collect summary summarize finish after post teardown threshold upload badge'.split(' '),
);

/** No test of the code waits for its documentation. */
function isDocumentation(name: string): boolean {
  return wordsOf(name).some((word) => ['doc', 'docs', 'documentation', 'apidoc', 'javadoc'].includes(word));
}

function isCheckPurpose({ purpose }: Unit): boolean {
  return purpose === 'check' || purpose === 'static-check';
}
