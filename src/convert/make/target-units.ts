import { append } from '../../base/multimap.ts';
import type { Note } from '../draft.ts';
import { quoteWord } from '../shell/quote.ts';
import { oneLine } from '../units/place.ts';
import { type Purpose, purposeOf } from '../units/purpose.ts';
import type { Stage, Unit } from '../units/unit.ts';
import { looksLikeFile, MADE_BY_ITSELF, matchesPattern } from './files.ts';
import type { ComputedGoal, Makefile, MakeTarget } from './rules.ts';

/** How the targets of a Makefile are run. */
export interface MakeContext {
  readonly file: string;
  readonly folder?: string | undefined;
  /** `make`, or `make -f NAME` for a file of another name. */
  readonly command: string;
}

/** Purposes of targets after which the folder is another one. */
const BARRIERS: ReadonlySet<Purpose> = new Set<Purpose>(['clean', 'change', 'install', 'generate']);

/** Stands for files that targets share, if their names are not known. */
const UNKNOWN_FILES = 'files of patterns';

/**
 * The units of the targets. Files that make builds only from implicit rules are no units, because nothing of this file runs for them.
 *
 * `make -o NAME` does not make NAME again. So a target that is not a file runs without the targets that are entries of their own. For a
 * target that is a file, make compares times, and skips what is up to date.
 */
export function targetUnits(makefile: Makefile, context: MakeContext): readonly Unit[] {
  const reading = new UnitReading(makefile, context);
  const units = [...makefile.targets.values()]
    .filter((target) => reading.isUnit(target))
    .map((target) => reading.unit(target));
  return makefile.computedGoal === undefined ? units : [computedGoalUnit(makefile.computedGoal, context), ...units];
}

/** What make builds without a name of a target, if that name is computed. */
function computedGoalUnit({ line, rule }: ComputedGoal, { file, folder, command }: MakeContext): Unit {
  const text = `is what \`${command}\` builds first, under a name that is computed`;
  return {
    name: 'default-goal',
    line,
    construct: oneLine(rule),
    purpose: 'work',
    isHidden: false,
    steps: [{ run: command }],
    workingDirectory: folder,
    before: [],
    inside: [UNKNOWN_FILES],
    notes: [{ place: { file, line }, construct: oneLine(rule), text, kind: 'changed' }],
  };
}

class UnitReading {
  readonly #makefile: Makefile;
  readonly #context: MakeContext;
  readonly #files = new Map<string, boolean>();
  /** Names of targets that make may make again each time. */
  readonly #unsettled: ReadonlySet<string>;
  /** Ends of patterns such as `%.o`, and all other patterns. */
  readonly #ends = new Set<string>();
  readonly #patterns: readonly string[];
  /** True if a target needs files whose names are not known, so that any two targets may need the same ones. */
  readonly #hasUnknownFiles: boolean;

  constructor(makefile: Makefile, context: MakeContext) {
    this.#makefile = makefile;
    this.#context = context;
    const all = [...makefile.targets.values()].flatMap((target) => target.prerequisites);
    this.#patterns = makefile.patterns.filter((text) => {
      if (text === '%') return false;
      const end = /^%([^%]+)$/.exec(text)?.[1];
      if (end !== undefined) this.#ends.add(end);
      return end === undefined;
    });
    this.#unsettled = this.#unsettledTargets();
    this.#hasUnknownFiles = all.some((name) => /[$%]/.test(name) && !this.#isListOfSources(name));
  }

  isUnit(target: MakeTarget): boolean {
    return target.hasRecipe || !this.#isFile(target);
  }

  unit(target: MakeTarget): Unit {
    const isFile = this.#isFile(target);
    const needed = [...new Set([...target.prerequisites, ...target.orderOnly])].filter((name) => name !== target.name);
    const units = needed.filter((name) => this.#isUnitNamed(name) && !this.#isEmpty(name));
    // Variables of a target are also those of what it needs, so that is not built on its own.
    const split = target.hasVariables ? [] : units.filter((name) => !isFile || this.#isSettledFile(name));
    const inner = units.filter((name) => !split.includes(name));
    const isGroup = !isFile && !target.hasRecipe && needed.length > 0 && split.length === needed.length;
    return {
      name: target.name,
      line: target.line,
      construct: oneLine(target.rule),
      purpose: this.#purposeOf(target, isFile),
      isHidden: isFile && target.name !== this.#makefile.defaultGoal,
      title: target.help,
      steps: isGroup || this.#doesNothing(target, needed) ? [] : [{ run: this.#commandFor(target, isFile, split) }],
      workingDirectory: this.#context.folder,
      before: this.#stagesOf(split),
      inside: [
        ...inner,
        ...this.#calledByMake(target),
        ...this.#sharedFiles(target, needed),
        ...(this.#makefile.isSerial ? ['.NOTPARALLEL'] : []),
      ],
      notes: this.#notesOf(target, inner),
    };
  }

  /**
   * make begins prerequisites in their order, and most files rely on that: what removes files or installs something ends before what is
   * behind it begins.
   */
  #stagesOf(names: readonly string[]): readonly Stage[] {
    const stages: string[][] = [[]];
    for (const name of names) {
      if (this.#isBarrier(name)) stages.push([name], []);
      else stages.at(-1)?.push(name);
    }
    return stages.filter((members) => members.length > 0).map((members) => ({ members, isListed: false }));
  }

  #isBarrier(name: string): boolean {
    const target = this.#makefile.targets.get(name);
    if (target === undefined || this.#isFile(target)) return false;
    return BARRIERS.has(this.#purposeOf(target, false));
  }

  #purposeOf(target: MakeTarget, isFile: boolean): Purpose {
    if (isFile) return 'work';
    const commands = target.recipe.map((command) => this.#makefile.variables.expand(command.replace(/\\\n\s*/g, ' ')));
    const places = /DESTDIR|\$[({]INSTALL[)}]|\binstall -|\b(cp|ln|mv)\b.*(bin|prefix|PREFIX|HOME)|\bgo install\b/;
    if (/^(un)?install\b/.test(target.name) && commands.some((command) => places.test(command))) return 'place';
    const purpose = purposeOf(target.name, commands);
    // `all` with prerequisites that are not known cannot be divided, and has no commands of its own.
    return purpose === 'collection' && !target.hasRecipe && target.prerequisites.length > 0 ? 'work' : purpose;
  }

  #commandFor(target: MakeTarget, isFile: boolean, split: readonly string[]): string {
    const done = isFile ? [] : [...this.#entriesOf(split)];
    return [this.#context.command, ...done.map((name) => `-o ${quoteWord(name)}`), quoteWord(target.name)].join(' ');
  }

  /** Targets with commands that are entries of their own once these are. */
  #entriesOf(names: readonly string[]): ReadonlySet<string> {
    const seen = new Set<string>();
    const waiting = names.toReversed();
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      const target = this.#makefile.targets.get(name);
      if (target === undefined || seen.has(name)) continue;
      seen.add(name);
      if (target.hasRecipe) continue;
      const inner = [...target.prerequisites, ...target.orderOnly].filter((other) => this.#isUnitNamed(other));
      for (const other of inner.reverse()) waiting.push(other);
    }
    return seen;
  }

  #isFile(target: MakeTarget): boolean {
    const known = this.#files.get(target.name);
    if (known !== undefined) return known;
    const isFile = looksLikeFile(target, this.#makefile);
    this.#files.set(target.name, isFile);
    return isFile;
  }

  #isUnitNamed(name: string): boolean {
    const target = this.#makefile.targets.get(name);
    return target !== undefined && this.isUnit(target);
  }

  /** A target such as `FORCE` has nothing to run. */
  #isEmpty(name: string): boolean {
    const target = this.#makefile.targets.get(name);
    return (
      target !== undefined &&
      target.recipe.length === 0 &&
      target.prerequisites.length === 0 &&
      target.orderOnly.length === 0
    );
  }

  #doesNothing(target: MakeTarget, needed: readonly string[]): boolean {
    return needed.length === 0 && target.recipe.length === 0;
  }

  /** A file that make finds up to date once it was made: nothing that it needs is always made again. */
  #isSettledFile(name: string): boolean {
    return !this.#unsettled.has(name);
  }

  /** Targets that are no files, and those that need one. */
  #unsettledTargets(): ReadonlySet<string> {
    const users = new Map<string, string[]>();
    const found = new Set<string>();
    for (const target of this.#makefile.targets.values()) {
      for (const name of target.prerequisites) append(users, name, target.name);
      if (!this.#isFile(target)) found.add(target.name);
    }
    for (const name of found) for (const user of users.get(name) ?? []) found.add(user);
    return found;
  }

  /** Targets that the recipe makes in the same folder: `$(MAKE) NAME`. */
  #calledByMake(target: MakeTarget): readonly string[] {
    return target.recipe.flatMap((command) => {
      if (/\bcd\s/.test(command)) return [];
      return [...command.matchAll(/(?:\$[({]MAKE[)}]|(?:^|[\s;&|])make)((?:[ \t]+[^\s;&|]+)*)/g)].flatMap(
        ([, words = '']) => {
          const names = words.split(/\s+/).filter((word) => word !== '');
          if (names.some((word) => /^(-C|-f|--directory|--file)/.test(word))) return [];
          const called = names.filter((word) => this.#isUnitNamed(word) && word !== target.name);
          const goal = this.#makefile.defaultGoal;
          const hasGoal = names.some((word) => !word.startsWith('-') && !word.includes('='));
          return hasGoal || goal === undefined || goal === target.name ? called : [goal];
        },
      );
    });
  }

  /** Files that several targets may build at the same time without being units, because make has rules for them. */
  #sharedFiles(target: MakeTarget, needed: readonly string[]): readonly string[] {
    const files = this.#builtFiles(target, needed);
    return files.length > 0 && this.#hasUnknownFiles ? [...files, UNKNOWN_FILES] : files;
  }

  #builtFiles(target: MakeTarget, needed: readonly string[]): readonly string[] {
    const files: string[] = [];
    const seen = new Set([target.name]);
    const waiting = needed.toReversed();
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      const other = this.#makefile.targets.get(name);
      if (other === undefined) {
        const file = this.#fileOfRule(name);
        if (file !== undefined) files.push(file);
      } else if (!this.isUnit(other)) {
        files.push(name);
        if (seen.has(name)) continue;
        seen.add(name);
        for (const next of other.prerequisites.toReversed()) waiting.push(next);
      }
    }
    return files;
  }

  /** The file that make builds for a name without a rule of its own. */
  #fileOfRule(name: string): string | undefined {
    if (/[$%]/.test(name)) return this.#isListOfSources(name) ? undefined : (name.split(' ')[0] ?? name);
    return this.#hasPattern(name) || MADE_BY_ITSELF.test(name) ? name : undefined;
  }

  #hasPattern(name: string): boolean {
    for (let at = 1; at < name.length; at += 1) if (this.#ends.has(name.slice(at))) return true;
    return this.#patterns.some((text) => matchesPattern(text, name));
  }

  /** A variable that lists files which exist, such as those of a search. */
  #isListOfSources(text: string): boolean {
    const name = /^\$[({]([\w.-]+)[)}]$/.exec(text)?.[1];
    const value = name === undefined ? text : (this.#makefile.variables.raw(name) ?? '');
    return (
      /\$[({](wildcard|shell)\s/.test(value) ||
      /^(SRCS?|SOURCES?|HEADERS?|HDRS?|.*_FILES|.*_SRCS?|.*_SOURCES)$/i.test(name ?? '')
    );
  }

  #notesOf(target: MakeTarget, inner: readonly string[]): readonly Note[] {
    const note = (text: string): Note => ({
      place: { file: this.#context.file, line: target.line },
      construct: oneLine(target.rule),
      text,
      kind: 'changed',
    });
    const all = inner.map((name) => `\`${name}\``).join(', ');
    return [
      ...(target.hasVariables && inner.length > 0
        ? [note(`sets variables for what it needs, so ${all} ${inner.length === 1 ? 'is' : 'are'} made inside of it`)]
        : []),
      ...(target.hasDoubleColon ? [note('has `::`; make runs all its rules, one after the other')] : []),
      ...(target.orderOnly.length > 0 ? [note('waits for what is behind `|`, which make only orders')] : []),
      ...(target.condition === undefined
        ? []
        : [note(`exists only under a condition (\`${oneLine(target.condition, 60)}\`), which make decides each time`)]),
    ];
  }
}
