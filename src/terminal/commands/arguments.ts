import { parseArgs } from 'node:util';

/** A command line that cannot be carried out; the message says what was expected and found. */
export class UsageError extends Error {}

type Options = Record<string, { type: 'string' | 'boolean'; multiple?: boolean }>;

/** `parseArgs` with the options that every command knows. */
export function parse<Given extends Options>(argv: readonly string[], options: Given) {
  return parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { ...options, help: { type: 'boolean' }, version: { type: 'boolean' } } as Given & {
      help: { type: 'boolean' };
      version: { type: 'boolean' };
    },
  });
}

/** The one file or folder that a command is about. */
export function onlyPositional(positionals: readonly string[], what: string): string {
  const [first, ...more] = positionals;
  if (first === undefined || first === '' || more.length > 0) {
    throw new UsageError(`expected ${what}, found ${positionals.length === 0 ? 'none' : positionals.join(' ')}`);
  }
  return first;
}

/** One of a few words. */
export function oneOf<Word extends string>(
  name: string,
  words: readonly Word[],
  value: string | undefined,
): Word | undefined {
  if (value === undefined) return undefined;
  const found = words.find((word) => word === value);
  if (found === undefined) {
    throw new UsageError(`expected --${name} to be one of ${words.join(', ')}, found ${JSON.stringify(value)}`);
  }
  return found;
}
