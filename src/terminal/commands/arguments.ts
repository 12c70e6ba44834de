import { parseArgs } from 'node:util';

/** An invalid command line; the message says what was expected and what was found. */
export class UsageError extends Error {}

type Options = Record<string, { type: 'string' | 'boolean'; multiple?: boolean }>;

/** `parseArgs` of Node.js with the options that every command accepts. Throws its `ERR_PARSE_ARGS_…` errors. */
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

/** The only positional argument: a file or a folder. Throws `UsageError` if there is none or more than one. */
export function onlyPositional(positionals: readonly string[], what: string): string {
  const [first, ...more] = positionals;
  if (first === undefined || first === '' || more.length > 0) {
    throw new UsageError(`expected ${what}, found ${positionals.length === 0 ? 'none' : positionals.join(' ')}`);
  }
  return first;
}

/** The value of an option that accepts only these words. Throws `UsageError` for any other word. */
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
