import { matchPrefix } from './patterns.ts';

/** What a line of concurrently runs at the same time. */
export interface ConcurrentCommands {
  readonly commands: readonly ConcurrentCommand[];
  /** The number after `--max-processes`. */
  readonly mostAtOnce?: number | undefined;
}

export type ConcurrentCommand =
  | { readonly type: 'script'; readonly name: string }
  /** @property name the one that `--names` gives it */
  | { readonly type: 'command'; readonly line: string; readonly name?: string | undefined };

/** Options that only change what is shown. */
const FLAGS = new Set(
  '-g --group -r --raw --no-color --timings --pad-prefix -h --hide -P --passthrough-arguments --kill-others-on-fail --no-pad-prefix'.split(
    ' ',
  ),
);

/** Options with a value that only change what is shown. */
const SHOWN = new Set(
  '-c --prefix-colors -p --prefix -l --prefix-length -t --timestamp-format --name-separator --hide --kill-timeout --kill-signal'.split(
    ' ',
  ),
);

/**
 * The commands of a line of concurrently.
 *
 * @param own the script that has the line, which patterns do not mean
 * @returns undefined if it means something that a mission cannot express: it ends with the first command, restarts, or stops the rest
 */
export function readConcurrently(
  options: readonly string[],
  scripts: ReadonlySet<string>,
  own?: string,
): ConcurrentCommands | undefined {
  const lines: string[] = [];
  let names: readonly string[] = [];
  let mostAtOnce: number | undefined;
  const waiting = options.flatMap((option) => {
    const [, key, value] = /^(--[\w-]+)=(.*)$/s.exec(option) ?? [];
    return key === undefined || value === undefined ? [option] : [key, value];
  });
  for (let option = waiting.shift(); option !== undefined; option = waiting.shift()) {
    if (!option.startsWith('-')) {
      lines.push(option);
    } else if (option === '-n' || option === '--names') {
      names = (waiting.shift() ?? '').split(',').map((name) => name.trim());
    } else if (option === '-m' || option === '--max-processes') {
      mostAtOnce = Number(waiting.shift());
      if (!(mostAtOnce >= 1)) return undefined;
    } else if (option === '-s' || option === '--success') {
      if (waiting.shift() !== 'all') return undefined;
    } else if (SHOWN.has(option) && option !== '--hide') {
      waiting.shift();
    } else if (!FLAGS.has(option)) {
      return undefined;
    }
  }
  const commands: ConcurrentCommand[] = [];
  for (const [index, line] of lines.entries()) {
    const found = readCommand(line, names[index], scripts, own);
    if (found.length === 0) return undefined;
    commands.push(...found);
  }
  return commands.length === 0 ? undefined : { commands, mostAtOnce };
}

function readCommand(
  line: string,
  name: string | undefined,
  scripts: ReadonlySet<string>,
  own: string | undefined,
): readonly ConcurrentCommand[] {
  const [, pattern] = /^(?:npm|pnpm|yarn|bun|node|deno):(\S+)$/.exec(line.trim()) ?? [];
  if (pattern === undefined) return [{ type: 'command', line, name: name === '' ? undefined : name }];
  return matchPrefix(pattern, scripts, own).map((script) => ({ type: 'script', name: script }));
}
