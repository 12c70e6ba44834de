import { type MakeLine, makeLines } from './lines.ts';
import { MakeVariables } from './variables.ts';
import { indexOutside, splitWords } from './words.ts';

/** A target with everything that its rules say. */
export interface MakeTarget {
  readonly name: string;
  /** Of its first rule, 1-based. */
  line: number;
  /** As the first rule is written. */
  rule: string;
  readonly prerequisites: string[];
  /** Prerequisites behind `|`. */
  readonly orderOnly: string[];
  /** Commands, without the characters that only change what make prints. */
  readonly recipe: string[];
  hasRecipe: boolean;
  hasDoubleColon: boolean;
  /** True if a variable is set for this target and what it needs. */
  hasVariables: boolean;
  /** The condition around its rule. */
  condition?: string | undefined;
  /** The text behind `##`, which many projects show as help. */
  help?: string | undefined;
}

/** Something that this reader does not follow. */
export interface MakeRemark {
  readonly line: number;
  readonly construct: string;
  readonly type: 'include' | 'pattern' | 'eval' | 'unknown-target' | 'target-from-function' | 'too-large';
}

export interface ComputedGoal {
  /** 1-based. */
  readonly line: number;
  /** As it is written. */
  readonly rule: string;
}

export interface Makefile {
  /** In the order of the file. */
  readonly targets: ReadonlyMap<string, MakeTarget>;
  readonly phony: ReadonlySet<string>;
  /** Patterns of targets, such as `%.o`. */
  readonly patterns: readonly string[];
  readonly variables: MakeVariables;
  readonly remarks: readonly MakeRemark[];
  readonly defaultGoal?: string | undefined;
  /** The first rule, if the name of its target is computed. Then there is no `defaultGoal`. */
  readonly computedGoal?: ComputedGoal | undefined;
  /** True if the whole file asks make to run one target after the other. */
  readonly isSerial: boolean;
}

const ASSIGNMENT = /^\s*(?:(?:export|override|private|unexport)\s+)*([^\s:=#?+!]+(?:\s*))(\?=|:{0,3}=|\+=|!=)\s*(.*)$/s;

const SPECIAL = /^\.[A-Z_]+$/;

/** A rule such as `.c.o:`, the old form of a pattern. */
const SUFFIX_RULE = /^\.(?:c|cc|cpp|cxx|C|m|s|S|y|l|f|p|tex|md|rst|o|in)(?:\.(?:o|obj|lo|c|h|s|pdf|html|ps|dvi))?$/;

/** Of one file. */
const MOST_PREREQUISITES = 1_000_000;

/** Reads the rules of a Makefile. Never throws because of a text. */
export function readMakefile(text: string): Makefile {
  const reading = new RuleReading(text);
  for (const line of makeLines(text)) reading.add(line);
  return reading.result();
}

class RuleReading {
  readonly #source: readonly string[];
  readonly #targets = new Map<string, MakeTarget>();
  readonly #phony = new Set<string>();
  readonly #patterns = new Set<string>();
  /** Prerequisites of all targets, each counted for each target. */
  #size = 0;
  readonly #variables = new MakeVariables();
  readonly #remarks: MakeRemark[] = [];
  readonly #conditions: string[] = [];
  #current: readonly MakeTarget[] = [];
  /** True while lines that are indented belong to a recipe. */
  #isInRule = false;
  #goal: string | undefined;
  #computedGoal: ComputedGoal | undefined;
  #isSerial = false;

  constructor(text: string) {
    this.#source = text.split(/\r?\n/);
  }

  result(): Makefile {
    const first = [...this.#targets.keys()].find((name) => !name.startsWith('.'));
    return {
      targets: this.#targets,
      phony: this.#phony,
      patterns: [...this.#patterns],
      variables: this.#variables,
      remarks: this.#remarks,
      defaultGoal: this.#goal ?? (this.#computedGoal === undefined ? first : undefined),
      computedGoal: this.#goal === undefined ? this.#computedGoal : undefined,
      isSerial: this.#isSerial,
    };
  }

  add(line: MakeLine): void {
    if (line.isIndented && this.#isInRule) {
      for (const target of this.#current) addRecipe(target, line.text);
      return;
    }
    const text = line.text.trim();
    if (this.#addCondition(text)) return;
    this.#isInRule = false;
    this.#current = [];
    const included = /^(?:-|s)?include\s+(.*)$/.exec(text);
    if (included !== null) this.#remark(line, text, 'include');
    else if (/^(?:export|unexport|vpath|undefine|load)\b/.test(text) && !/=/.test(text)) return;
    else if (/\$[({]eval\b/.test(text) || /^\$[({](?:call|foreach)\b/.test(text)) this.#remark(line, text, 'eval');
    else if (!this.#addAssignment(text)) this.#addRule(line, text);
  }

  /** True if the line belongs to `ifdef … endif`. */
  #addCondition(text: string): boolean {
    if (/^(?:ifeq|ifneq|ifdef|ifndef)\b/.test(text)) this.#conditions.push(text);
    else if (/^endif\b/.test(text)) this.#conditions.pop();
    else if (/^else\b/.test(text))
      this.#conditions.splice(-1, 1, `else of ${this.#conditions.at(-1) ?? 'a condition'}`);
    else return false;
    return true;
  }

  #addAssignment(text: string): boolean {
    const colon = indexOutside(text, ':=');
    if (colon < 0) return false;
    const isAssignment = text[colon] === '=' || /^:{1,3}=/.test(text.slice(colon));
    const [, name = '', operator = '=', value = ''] = isAssignment ? (ASSIGNMENT.exec(text) ?? []) : [];
    if (name === '') return isAssignment;
    this.#variables.assign(name.trim(), operator, value, this.#conditions.length > 0);
    if (name.trim() === '.DEFAULT_GOAL') this.#goal = this.#variables.expand(value.trim());
    return true;
  }

  #addRule(line: MakeLine, text: string): void {
    const colon = indexOutside(text, ':');
    if (colon < 0) return;
    const isDouble = text[colon + 1] === ':';
    const left = text.slice(0, colon).replace(/&$/, '');
    const right = text.slice(colon + (isDouble ? 2 : 1));
    this.#isInRule = true;
    const names = splitWords(left).flatMap((word) => splitWords(this.#variables.expand(word)));
    const targets = names.flatMap((name) => this.#targetsNamed(name, line, text));
    this.#current = targets;
    const semicolon = indexOutside(right, ';');
    const needed = semicolon < 0 ? right : right.slice(0, semicolon);
    if (ASSIGNMENT.test(needed)) {
      for (const target of targets) target.hasVariables ||= !/^\s*private\b/.test(needed);
      return;
    }
    // `targets: %.o: %.c` gives each target its own prerequisites, of which nothing is known but the pattern.
    const second = indexOutside(needed, ':');
    const [normal = '', orderOnly = ''] = splitOrderOnly(second < 0 ? needed : needed.slice(second + 1));
    const prerequisites = this.#wordsOf(normal);
    const ordered = this.#wordsOf(orderOnly);
    const size = targets.length * (prerequisites.length + ordered.length);
    // Not kept for each of thousands of targets: that would not fit into memory.
    const isTooLarge = this.#size + size > MOST_PREREQUISITES;
    if (isTooLarge) this.#remark(line, text, 'too-large');
    else this.#size += size;
    for (const target of targets) {
      target.hasDoubleColon ||= isDouble;
      for (const word of isTooLarge ? [] : prerequisites) target.prerequisites.push(neededBy(target.name, word));
      for (const word of isTooLarge ? [] : ordered) target.orderOnly.push(neededBy(target.name, word));
      if (semicolon >= 0) addRecipe(target, right.slice(semicolon + 1));
    }
    this.#addSpecial(names, needed);
  }

  #wordsOf(text: string): readonly string[] {
    return splitWords(text).flatMap((word) => splitWords(this.#variables.expand(word)));
  }

  /** None for special targets and patterns, and for a name that is not known. */
  #targetsNamed(name: string, line: MakeLine, text: string): readonly MakeTarget[] {
    if (name.includes('$')) {
      if (this.#targets.size === 0) this.#computedGoal ??= { line: line.line, rule: text };
      this.#remark(line, text, 'target-from-function');
    } else if (name.includes('%') || SPECIAL.test(name) || SUFFIX_RULE.test(name)) {
      if (!SPECIAL.test(name) && !this.#patterns.has(name)) {
        this.#patterns.add(name);
        this.#remark(line, text, 'pattern');
      }
    } else {
      const known = this.#targets.get(name);
      if (known !== undefined) return [known];
      const help = /##\s*(.+)$/.exec(this.#source[line.line - 1] ?? '')?.[1]?.trim();
      const target: MakeTarget = {
        name,
        line: line.line,
        rule: text,
        prerequisites: [],
        orderOnly: [],
        recipe: [],
        hasRecipe: false,
        hasDoubleColon: false,
        hasVariables: false,
        condition: this.#conditions.at(-1),
        help,
      };
      this.#targets.set(name, target);
      return [target];
    }
    return [];
  }

  #addSpecial(names: readonly string[], needed: string): void {
    const words = splitWords(this.#variables.expand(needed));
    if (names.includes('.PHONY')) for (const word of words) this.#phony.add(word);
    if (names.includes('.NOTPARALLEL') && words.length === 0) this.#isSerial = true;
  }

  #remark(line: MakeLine, construct: string, type: MakeRemark['type']): void {
    this.#remarks.push({ line: line.line, construct, type });
  }
}

/** A command that is only `;` or blank is a recipe too: it says that nothing is to be done. */
function addRecipe(target: MakeTarget, text: string): void {
  target.hasRecipe = true;
  const command = text.replace(/^\s*[@+-]+\s*/, '').trim();
  if (command !== '' && !command.startsWith('#')) target.recipe.push(command);
}

/** A pattern means another file for each target. */
function neededBy(target: string, word: string): string {
  return word.includes('%') && !target.includes('%') ? `${word} for ${target}` : word;
}

function splitOrderOnly(text: string): readonly [string, string] {
  const bar = indexOutside(text, '|');
  return bar < 0 ? [text, ''] : [text.slice(0, bar), text.slice(bar + 1)];
}
