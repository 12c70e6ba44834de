import { itemsAt, type Scope, textAt } from '../entries/checking.ts';
import type { Combination } from '../matrix/matrix.ts';
import { fillMatrixText } from '../matrix/text.ts';
import type { EnvFile } from '../model/mission.ts';
import type { Amount } from '../model/units.ts';
import type { Quantity, Text } from '../schema/fields.ts';
import type { MissionDraft } from '../schema/mission.ts';
import type { Path, YamlSource } from '../yaml/source.ts';

/** Reads values of a checked file. A value that the checks should have refused is a bug, and throws. */

export type Env = Readonly<Record<string, string>>;

export function textOf(source: YamlSource, path: Path, value: Text | undefined): string | undefined {
  return value === undefined ? undefined : textAt(source, path, value);
}

/** The texts of a list, each once. */
export function textsOf(source: YamlSource, path: Path, value: Parameters<typeof itemsAt>[2]): readonly string[] {
  const items = itemsAt(source, path, value);
  return items.length === 0 ? NO_TEXTS : [...new Set(items.map(({ text }) => text))];
}

/** One empty list for all. */
export const NO_TEXTS: readonly string[] = [];

/** The numbers of a key that takes a number or a list of numbers, each once; undefined without the key. */
export function countsOf(value: number | readonly (number | undefined)[] | undefined): readonly number[] | undefined {
  if (value === undefined) return undefined;
  const numbers = typeof value === 'number' ? [value] : value;
  return [...new Set(numbers.filter((number) => number !== undefined))];
}

export function amountOf(
  source: YamlSource,
  path: Path,
  value: Quantity | undefined,
  parse: (text: string) => Amount,
): number | undefined {
  if (value === undefined) return undefined;
  const amount = parse(textAt(source, path, value));
  if (!amount.ok) throw new Error(`unchecked amount at ${path.join('.')}: ${amount.problem}`);
  return amount.value;
}

export function envAt(source: YamlSource, path: Path, env: MissionDraft['env']): Env {
  return Object.fromEntries(
    Object.entries(env ?? {}).map(([name, value]) => [name, textAt(source, [...path, name], value ?? '')]),
  );
}

/** Leaves an absent value out: optional keys are never `undefined`. */
export function optional<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]?: Value });
}

/** The same object without absent values: optional keys are never `undefined`. For objects with many of these, faster than `optional`. */
export function present<Values extends object>(values: Values): Present<Values> {
  const found: { [Key in keyof Values]?: unknown } = {};
  for (const key of Object.keys(values) as (keyof Values)[]) {
    if (values[key] !== undefined) found[key] = values[key];
  }
  return found as Present<Values>;
}

type Present<Values> = {
  [Key in keyof Values as undefined extends Values[Key] ? never : Key]: Values[Key];
} & {
  [Key in keyof Values as undefined extends Values[Key] ? Key : never]?: Exclude<Values[Key], undefined>;
};

/** The keys of a file that apply to every task and service in it, read once. */
export interface Common {
  readonly source: YamlSource;
  readonly scope: Scope;
  readonly env: Env;
  readonly secrets: readonly string[];
  readonly envFiles: readonly string[];
}

/** @param main the main file, whose `env`, `env-file` and `secrets` reach the entries of every file */
export function commonOf(scope: Scope, source: YamlSource, main: Scope = scope): Common {
  const files = main === scope ? [scope] : [main, scope];
  const all = (key: 'secrets' | 'env-file'): readonly string[] => [
    ...new Set(files.flatMap(({ root, draft }) => textsOf(source, [...root, key], draft[key]))),
  ];
  const env: Env = Object.assign({}, ...files.map(({ root, draft }) => envAt(source, [...root, 'env'], draft.env)));
  return { source, scope, env, secrets: all('secrets'), envFiles: all('env-file') };
}

/**
 * Environment, env files and secrets of the file and of the entry, merged.
 *
 * @param env of the file, with its defaults for this kind of entry
 */
export function withOwn(
  { source, secrets, envFiles }: Common,
  env: Env,
  path: Path,
  own: Pick<MissionDraft, 'env' | 'env-file' | 'secrets'>,
): { readonly env: Env; readonly secrets: readonly string[]; readonly envFiles?: readonly EnvFile[] } {
  const hasOwn = own.env !== undefined || own.secrets !== undefined || own['env-file'] !== undefined;
  if (!hasOwn && envFiles.length === 0) return { env, secrets };
  const ownSecrets = textsOf(source, [...path, 'secrets'], own.secrets);
  const files = [...envFiles, ...textsOf(source, [...path, 'env-file'], own['env-file'])];
  return {
    ...(files.length === 0 ? {} : { envFiles: [...new Set(files)].map((file) => ({ path: file })) }),
    env: own.env === undefined ? env : { ...env, ...envAt(source, [...path, 'env'], own.env) },
    secrets: ownSecrets.length === 0 ? secrets : [...new Set([...secrets, ...ownSecrets])],
  };
}

/** Fills in the values of a combination. Without a matrix, only constant expressions are left. */
export function filledText(text: string, values: Combination | undefined, id: string): string {
  const filled = fillMatrixText(text, values ?? {});
  if ('error' in filled) throw new Error(`unchecked expression in ${id}: ${filled.error}`);
  return filled.text;
}
