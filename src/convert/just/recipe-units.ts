import type { Note, SourceFile } from '../draft.ts';
import { quoteWord } from '../shell/quote.ts';
import { oneLine } from '../units/place.ts';
import { type Purpose, purposeOf } from '../units/purpose.ts';
import type { Stage, Unit } from '../units/unit.ts';
import type { JustDump, Recipe, RecipeCall } from './dump.ts';

/** How the recipes of a justfile are run. */
export interface JustContext {
  readonly file: SourceFile;
  readonly folder?: string | undefined;
  /** `just`, or `just --justfile NAME` for a file of another name. */
  readonly command: string;
}

/** Attributes that bind a recipe to a system. */
const SYSTEMS = ['linux', 'macos', 'windows', 'unix', 'openbsd', 'freebsd', 'netbsd', 'dragonfly'];

/** The units of the recipes, in the order of the file, and of those that others run with arguments. */
export function recipeUnits(dump: JustDump, context: JustContext): readonly Unit[] {
  const reading = new RecipeReading(dump, context);
  const units = dump.recipes.map((recipe) => reading.unit(recipe));
  return [...units.flat(), ...reading.withArguments()].sort((first, second) => first.line - second.line);
}

/** The first line that defines each name, 1-based. A name of a file that is imported is missing. */
export function linesOfNames(text: string, keyword = ''): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const pattern = new RegExp(`^@?${keyword === '' ? '' : `${keyword}\\??\\s+`}([^\\s:]+)`);
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const name = /^[\w-]+\s*:=/.test(line) ? undefined : pattern.exec(line)?.[1];
    if (name !== undefined && !found.has(name)) found.set(name, index + 1);
  }
  return found;
}

/** A group `check` has checks only, but one such as `image` also has what runs the image. */
function purposeOfGroup(group: string): Purpose {
  const purpose = purposeOf(group, []);
  return purpose === 'check' || purpose === 'static-check' ? purpose : 'unclear';
}

class RecipeReading {
  readonly #dump: JustDump;
  readonly #context: JustContext;
  readonly #recipes: ReadonlyMap<string, Recipe>;
  readonly #calls = new Map<string, Unit>();
  readonly #lines: readonly string[];
  readonly #places: ReadonlyMap<string, number>;
  /** Where a recipe that is not in the file comes from. 0-based; -1 if the file imports nothing. */
  readonly #importLine: number;

  constructor(dump: JustDump, context: JustContext) {
    this.#dump = dump;
    this.#lines = context.file.text.split(/\r?\n/);
    this.#places = linesOfNames(context.file.text);
    this.#importLine = this.#lines.findIndex((each) => /^import\b/.test(each));
    this.#context = context;
    this.#recipes = new Map(dump.recipes.map((recipe) => [recipe.name, recipe]));
  }

  /** A recipe with recipes after it is a group: what is before, itself, and what is after. */
  unit(recipe: Recipe): readonly Unit[] {
    const base = this.#base(recipe);
    const isParallel = recipe.attributes.includes('parallel');
    const before = this.#stages(recipe.before, isParallel);
    const after = this.#stages(recipe.after, isParallel);
    if (before === undefined || after === undefined) return [this.#whole(recipe)];
    const hasDependencies = recipe.before.length + recipe.after.length > 0;
    const own: Unit = {
      ...base,
      steps: recipe.lines.length === 0 ? [] : [{ run: this.#commandFor(recipe.name, [], hasDependencies) }],
      before,
      inside: this.#calledInside(recipe),
    };
    if (after.length === 0) return [own];
    const itself = { ...own, name: `${recipe.name} (itself)`, id: recipe.name, isHidden: true };
    const parts = recipe.lines.length === 0 ? before : [{ members: [itself.name], isListed: false }];
    const group = { ...own, steps: [], inside: [], before: [...parts, ...after], notes: [] };
    return recipe.lines.length === 0 ? [group] : [itself, group];
  }

  /** Units of recipes that are run with arguments. */
  withArguments(): readonly Unit[] {
    return [...this.#calls.values()];
  }

  #base(recipe: Recipe): Unit {
    const { file, folder } = this.#context;
    const system = recipe.attributes.filter((name) => SYSTEMS.includes(name));
    const found = this.#places.get(recipe.name);
    const line = Math.max(1, found ?? this.#importLine + 1);
    const construct = oneLine((found === undefined ? undefined : this.#lines[found - 1]) ?? `recipe ${recipe.name}`);
    const note = (text: string): Note => ({ place: { file: file.path, line }, construct, text, kind: 'changed' });
    return {
      name: recipe.name,
      line,
      construct,
      purpose: this.#purposeOf(recipe),
      isHidden: recipe.isPrivate,
      title: recipe.doc === undefined ? undefined : oneLine(recipe.doc),
      steps: [],
      workingDirectory: folder,
      before: [],
      inside: [],
      notes: system.length === 0 ? [] : [note(`exists only on ${system.join(', ')}; elsewhere the entry fails`)],
    };
  }

  #purposeOf(recipe: Recipe): Purpose {
    if (recipe.attributes.includes('confirm')) return 'by-hand';
    const commands = recipe.lines.map((line) => line.replace(/^[@-]+/, '').trim()).filter((line) => line !== '');
    const named = purposeOf(recipe.name, commands);
    // Its group says what a recipe is for if neither its name nor its commands do.
    const purpose =
      named === 'unclear' ? (recipe.groups.map(purposeOfGroup).find((each) => each !== named) ?? named) : named;
    const isNeeded = ['check', 'static-check', 'work', 'unclear', 'collection'].includes(purpose);
    return recipe.needsArguments && isNeeded ? 'parameter' : purpose;
  }

  #commandFor(name: string, words: readonly string[], hasDependencies: boolean): string {
    const parts = [
      this.#context.command,
      ...(hasDependencies ? ['--no-deps'] : []),
      quoteWord(name),
      ...words.map(quoteWord),
    ];
    return parts.join(' ');
  }

  /** The recipe with everything that it runs, as one command. */
  #whole(recipe: Recipe): Unit {
    const base = this.#base(recipe);
    const text = `runs what it needs itself, because ${this.#reasonFor(recipe)}`;
    const called = [...recipe.before, ...recipe.after].map(({ name }) => name);
    return {
      ...base,
      steps: [{ run: this.#commandFor(recipe.name, [], false) }],
      inside: [...called, ...this.#calledInside(recipe)],
      notes: [
        ...base.notes,
        { place: { file: this.#context.file.path, line: base.line }, construct: base.construct, text, kind: 'changed' },
      ],
    };
  }

  #reasonFor({ before, after }: Recipe): string {
    const calls = [...before, ...after];
    const ofModule = calls.find(({ name }) => !this.#recipes.has(name));
    if (ofModule !== undefined) return `\`${ofModule.name}\` is a recipe of a module`;
    return calls.some((call) => call.arguments === undefined)
      ? 'just computes the arguments'
      : 'what it passes arguments to needs other recipes';
  }

  /**
   * just runs what is before a recipe one after the other, or with `[parallel]` at the same time. Undefined if a recipe cannot be an entry
   * with its arguments.
   */
  #stages(calls: readonly RecipeCall[], isParallel: boolean): readonly Stage[] | undefined {
    const names = calls.flatMap((call) => this.#unitFor(call) ?? []);
    if (names.length < calls.length) return undefined;
    if (isParallel) return names.length === 0 ? [] : [{ members: names, isListed: true }];
    return names.map((name) => ({ members: [name], isListed: true }));
  }

  /** The name of the unit that a call means. A call with arguments has a unit of its own. */
  #unitFor({ name, arguments: words }: RecipeCall): string | undefined {
    const recipe = this.#recipes.get(name);
    if (recipe === undefined || words === undefined) return undefined;
    if (words.length === 0) return name;
    const hasDependencies = recipe.before.length + recipe.after.length > 0;
    // Arguments of the recipe may be arguments of what it needs, which only just knows.
    if (hasDependencies) return undefined;
    const unit = `${name} ${words.join(' ')}`;
    const base = this.#base(recipe);
    this.#calls.set(unit, {
      ...base,
      name: unit,
      id: [name, ...words.map((word) => word.replace(/^-+/, ''))].join('-'),
      isHidden: true,
      purpose: purposeOf(name, recipe.lines),
      steps: [{ run: this.#commandFor(name, words, false) }],
    });
    return unit;
  }

  /** Recipes that the lines of a recipe run with just. */
  #calledInside({ name, lines }: Recipe): readonly string[] {
    const words = lines.flatMap((line) =>
      [...line.matchAll(/(?:^|[\s;&|@])just\s+([\w-]+)/g)].map(([, word = '']) => word),
    );
    const names = words.map((word) => this.#dump.aliases.get(word) ?? word);
    return names.filter((other) => this.#recipes.has(other) && other !== name);
  }
}
