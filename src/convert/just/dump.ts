import { type JsonNode, parseJson } from '../json/parse.ts';
import { entriesOf, fieldOf, isTrue, itemsOf, textOf } from '../json/read.ts';

/**
 * Under which path the reader looks for the output of `just --dump --dump-format json`. The grammar of a justfile is that of just itself,
 * so the program that has it reads the file.
 */
export function dumpPath(justfile: string): string {
  return `${justfile}.dump.json`;
}

/** Another recipe that a recipe runs. */
export interface RecipeCall {
  readonly name: string;
  /** Undefined if one of them is an expression. */
  readonly arguments?: readonly string[] | undefined;
}

export interface Recipe {
  readonly name: string;
  readonly doc?: string | undefined;
  /** Lines as written; what just fills in stands between braces. */
  readonly lines: readonly string[];
  /** Recipes that run before it. */
  readonly before: readonly RecipeCall[];
  /** Recipes behind `&&`, which run after it. */
  readonly after: readonly RecipeCall[];
  /** True if a parameter has no default, so that just refuses to run it without arguments. */
  readonly needsArguments: boolean;
  readonly isPrivate: boolean;
  readonly attributes: readonly string[];
  /** Names of the groups under which just lists it. */
  readonly groups: readonly string[];
}

export interface JustDump {
  readonly recipes: readonly Recipe[];
  /** Names of recipes by alias. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Names of modules, whose recipes have names of their own. */
  readonly modules: readonly string[];
  /** The recipe that runs without a name. */
  readonly first?: string | undefined;
}

/** Reads the JSON that just writes. Undefined if it is something else. */
export function readDump(text: string): JustDump | undefined {
  const parsed = parseJson(text);
  if (parsed.type === 'invalid' || fieldOf(parsed.root, 'recipes')?.type !== 'object') return undefined;
  const { root } = parsed;
  const recipes = [...entriesOf(fieldOf(root, 'recipes'))].map(([name, { value }]) => readRecipe(name, value));
  const aliases = [...entriesOf(fieldOf(root, 'aliases'))].flatMap(([name, { value }]) => {
    const target = textOf(fieldOf(value, 'target'));
    return target === undefined ? [] : [[name, target] as const];
  });
  return {
    recipes,
    aliases: new Map(aliases),
    modules: [...entriesOf(fieldOf(root, 'modules')).keys()],
    first: textOf(fieldOf(root, 'first')),
  };
}

function readRecipe(name: string, node: JsonNode): Recipe {
  const calls = itemsOf(fieldOf(node, 'dependencies')).map(readCall);
  const priors = fieldOf(node, 'priors');
  const before = priors?.type === 'plain' && typeof priors.value === 'number' ? priors.value : calls.length;
  const parameters = itemsOf(fieldOf(node, 'parameters'));
  return {
    name,
    doc: textOf(fieldOf(node, 'doc')),
    lines: itemsOf(fieldOf(node, 'body')).map(lineText),
    before: calls.slice(0, before),
    after: calls.slice(before),
    needsArguments: parameters.some(
      (each) => isMissing(fieldOf(each, 'default')) && textOf(fieldOf(each, 'kind')) !== 'star',
    ),
    isPrivate: isTrue(fieldOf(node, 'private')),
    attributes: itemsOf(fieldOf(node, 'attributes')).flatMap((item) => textOf(item) ?? [...entriesOf(item).keys()]),
    groups: itemsOf(fieldOf(node, 'attributes')).flatMap((item) => textOf(fieldOf(item, 'group')) ?? []),
  };
}

function readCall(node: JsonNode): RecipeCall {
  const words = itemsOf(fieldOf(node, 'arguments'));
  const texts = words.flatMap((word) => textOf(word) ?? []);
  return { name: textOf(fieldOf(node, 'recipe')) ?? '', arguments: texts.length === words.length ? texts : undefined };
}

function isMissing(node: JsonNode | undefined): boolean {
  return node === undefined || (node.type === 'plain' && node.value === null);
}

/** A line is a list of texts and of expressions. */
function lineText(line: JsonNode): string {
  return itemsOf(line)
    .map((part) => textOf(part) ?? '{{…}}')
    .join('');
}
