import { kindOfName } from '../check-like.ts';
import { isFit, OPTIONAL, runInside } from './choose.ts';
import { Cover } from './cover.ts';
import { endlessNeeds, isGroup } from './endless.ts';
import { inPostOrder, membersFirst } from './members-first.ts';
import { wordsOf } from './purpose.ts';
import type { Stage, Unit } from './unit.ts';
import { Waits } from './waits.ts';

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
  const order = new Ordering(units, taken);
  for (const unit of membersFirst(units)) if (taken.has(unit.name)) order.addStages(unit);
  if (addsBuilds) order.addBuilds(units);
  return { needs: order.reduced(), dropped: order.dropped };
}

class Ordering {
  readonly #byName: ReadonlyMap<string, Unit>;
  readonly #taken: ReadonlySet<string>;
  readonly #endless: ReadonlyMap<string, string>;
  /** Names of the entries in the order of the file. */
  readonly #entries: readonly string[];
  readonly #waits: Waits;
  /** What stands for all entries of a unit, once its stages are known. */
  readonly #covers = new Map<string, Cover>();
  readonly dropped: (readonly [string, string])[] = [];

  constructor(units: readonly Unit[], taken: ReadonlySet<string>) {
    this.#byName = new Map(units.map((unit) => [unit.name, unit]));
    this.#taken = taken;
    this.#endless = endlessNeeds(units);
    this.#entries = [...taken].filter((name) => !isGroup(this.#unit(name)));
    const entries = new Set(this.#entries);
    this.#waits = new Waits(membersFirst(units).flatMap(({ name }) => (entries.has(name) ? [name] : [])));
  }

  /** Each stage waits for the stages before it, and the unit's own commands wait for all. */
  addStages(unit: Unit): void {
    const cover = new Cover();
    const earlier = new Set<string>();
    const [only, ...more] = unit.before;
    if (only !== undefined && more.length === 0) {
      for (const name of only.members) if (this.#isTaken(unit, name)) this.#addAll(cover, name);
    } else {
      for (const stage of unit.before) this.#addStage(unit, stage, cover, earlier);
    }
    if (!isGroup(unit)) {
      const isListed = unit.before.every((stage) => stage.isListed);
      const before = (): ReadonlySet<string> =>
        only === undefined || more.length > 0 ? earlier : new Set(this.#partsOf(unit, only.members));
      this.#wait(unit.name, cover, before, isListed);
      this.#add(cover, unit.name);
    }
    this.#covers.set(unit.name, cover);
  }

  #addStage(unit: Unit, stage: Stage, cover: Cover, earlier: Set<string>): void {
    const members = new Set(stage.members);
    const parts = this.#partsOf(unit, stage.members);
    for (const name of parts) {
      // What a member needs is not listed itself, so that it does not wait for a check that is listed before.
      const isPart = !members.has(name);
      if (!earlier.has(name)) this.#wait(name, cover, () => earlier, stage.isListed, isPart && !usesResults(name));
    }
    for (const name of parts) {
      if (!earlier.has(name)) this.#add(cover, name);
      earlier.add(name);
    }
  }

  /** A check of the running code waits for the builds, if the source names nothing that it needs. */
  addBuilds(units: readonly Unit[]): void {
    const tasks = this.#entries.filter(
      (name) => !isCheckPurpose(this.#unit(name)) && !OPTIONAL.has(this.#unit(name).purpose) && !usesResults(name),
    );
    const needed = new Set(tasks.flatMap((name) => [...this.#waits.needsOf(name)]));
    const builds = new Set(tasks.filter((name) => !needed.has(name) && !isDocumentation(name)));
    for (const { name, purpose } of units) {
      if (purpose !== 'check' || !this.#waits.has(name) || this.#waits.needsOf(name).size > 0) continue;
      const unit = this.#unit(name);
      const own = [...runInside(unit, this.#byName)].filter(
        (other) => this.#builds(other) && (builds.has(other) || !this.#waits.has(other)),
      );
      // What runs its builds itself waits for no other ones, but for the entries that make the same before.
      for (const build of own.length === 0 ? builds : own)
        if (this.#waits.has(build) && !this.#waits.reaches(build, name)) this.#waits.add(name, build);
    }
  }

  reduced(): ReadonlyMap<string, readonly string[]> {
    return this.#waits.reduced(this.#entries);
  }

  /**
   * @param cover of what is before
   * @param earlier everything that is before
   */
  #wait(
    name: string,
    cover: Cover,
    earlier: () => ReadonlySet<string>,
    isListed: boolean,
    isIndependent = false,
  ): void {
    const mayStart = isListed && (isIndependent || usesNoResults(this.#unit(name)));
    const covering = mayStart ? cover.work : cover.all;
    // An entry that waits for this one may have others behind it that do not.
    const isCircle = [...covering].some((other) => other !== name && this.#waits.reaches(other, name));
    for (const other of isCircle ? earlier() : covering) {
      // What is only listed behind a check does not build on it.
      if (other === name || (mayStart && isPlainCheck(this.#unit(other)))) continue;
      if (this.#waits.reaches(other, name)) this.dropped.push([name, other]);
      else this.#waits.add(name, other);
    }
  }

  #add(cover: Cover, name: string): void {
    cover.addBehind(name, isPlainCheck(this.#unit(name)), this.#waits.needsOf(name));
  }

  /** Adds what stands for a unit; for one that is part of a circle, all its entries. */
  #addAll(cover: Cover, name: string): void {
    const known = this.#covers.get(name);
    if (known !== undefined) cover.addAll(known);
    else for (const each of this.#entriesOf(name)) cover.add(each, isPlainCheck(this.#unit(each)));
  }

  /** The entries of members of a unit. */
  #partsOf(unit: Unit, members: readonly string[]): readonly string[] {
    return members.filter((name) => this.#isTaken(unit, name)).flatMap((name) => this.#entriesOf(name));
  }

  /** A unit with everything that it runs, what it runs first. */
  #entriesOf(root: string): readonly string[] {
    const members = (name: string): readonly string[] => {
      const unit = this.#unit(name);
      return unit.before.flatMap((stage) => stage.members.filter((member) => this.#isTaken(unit, member)));
    };
    return inPostOrder([root], members).filter((name) => this.#waits.has(name));
  }

  #builds(name: string): boolean {
    return this.#byName.get(name)?.purpose === 'work' && !isDocumentation(name);
  }

  #isTaken(unit: Unit, name: string): boolean {
    return this.#taken.has(name) && isFit(unit, this.#unit(name), this.#endless);
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
