import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import headless from '@xterm/headless';

const driver = fileURLToPath(new URL('driver.py', import.meta.url));

/** True if a pseudo-terminal can be opened: this needs Python and a Unix system. */
export const hasPseudoTerminal =
  process.platform !== 'win32' && spawnSync('python3', ['-c', 'import pty, resource']).status === 0;

export interface Cursor {
  readonly row: number;
  readonly column: number;
  readonly isHidden: boolean;
}

/** A command that runs on a real pseudo-terminal, and an emulator that has the screen that a user would see. */
export interface PseudoTerminal {
  readonly pid: Promise<number>;
  /** The lines of the terminal, including those that have scrolled away, without blanks at their ends. */
  lines(): readonly string[];
  /** Only the rows that are on the screen now. */
  screen(): readonly string[];
  cursor(): Cursor;
  /** Whether a long line wraps. */
  wraps(): boolean;
  /** Every byte of the output, as text. */
  raw(): string;
  /** Resolves when the lines satisfy the condition; rejects if the command ends before. */
  until(what: string, holds: (lines: readonly string[]) => boolean): Promise<void>;
  send(keys: string): void;
  /** Resolves when the terminal has the new size. */
  resize(columns: number, rows: number): Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** Closes the terminal's window. */
  hangUp(): void;
  /** Limits the size of the files that a process may write, in bytes; Linux only. */
  limitFiles(pid: number, bytes: number): void;
  readonly ended: Promise<{ readonly exitCode: number | null; readonly signal: string | null }>;
  /** Kills the command if it still runs. */
  close(): void;
}

export interface PseudoTerminalRequest {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly columns?: number;
  readonly rows?: number;
}

type Message =
  | readonly ['pid', number]
  | readonly ['output', string]
  | readonly ['resized', number, number]
  | readonly ['exited', number | null, string | null];

export function openPseudoTerminal(request: PseudoTerminalRequest): PseudoTerminal {
  const { columns = 80, rows = 24 } = request;
  const terminal = new headless.Terminal({ cols: columns, rows, scrollback: 100_000, allowProposedApi: true });
  const { argv, env, cwd } = request;
  const child = spawn('python3', [driver, JSON.stringify({ argv, env, cwd, columns, rows })], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let raw = '';
  let hasEnded = false;
  let resizes: (() => void)[] = [];
  let waiting: { holds: (lines: readonly string[]) => boolean; resolve: () => void; fail: () => void }[] = [];
  let started: (pid: number) => void;
  let finish: (end: { exitCode: number | null; signal: string | null }) => void;
  const pid = new Promise<number>((resolve) => {
    started = resolve;
  });
  const ended = new Promise<{ exitCode: number | null; signal: string | null }>((resolve) => {
    finish = resolve;
  });

  const linesFrom = (first: number, end: number): readonly string[] =>
    Array.from(
      { length: end - first },
      (_, row) =>
        terminal.buffer.active
          .getLine(first + row)
          ?.translateToString(true)
          .trimEnd() ?? '',
    );
  const lines = (): readonly string[] => {
    const all = [...linesFrom(0, terminal.buffer.active.length)];
    while (all.at(-1) === '') all.pop();
    return all;
  };
  const look = (): void => {
    if (waiting.length === 0) return;
    const shown = lines();
    const done = waiting.filter(({ holds }) => holds(shown));
    waiting = waiting.filter((waiter) => !done.includes(waiter));
    for (const { resolve } of done) resolve();
  };
  const receive = async (message: Message): Promise<void> => {
    switch (message[0]) {
      case 'pid':
        started(message[1]);
        return;
      case 'output': {
        const bytes = Buffer.from(message[1], 'base64');
        raw += bytes.toString('latin1');
        await new Promise<void>((resolve) => terminal.write(bytes, resolve));
        look();
        return;
      }
      case 'resized':
        terminal.resize(message[1], message[2]);
        resizes.shift()?.();
        return;
      case 'exited':
        hasEnded = true;
        look();
        for (const { fail } of waiting) fail();
        finish({ exitCode: message[1], signal: message[2] });
        return;
      default:
        message satisfies never;
    }
  };

  // In sequence: the emulator must apply a resize between the outputs before and after it.
  let queue = Promise.resolve();
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) queue = queue.then(() => receive(JSON.parse(part) as Message));
  });
  const order = (...message: readonly (string | number)[]): void => {
    if (!hasEnded) child.stdin.write(`${JSON.stringify(message)}\n`);
  };

  return {
    pid,
    ended,
    lines,
    screen: () => {
      const { baseY } = terminal.buffer.active;
      return linesFrom(baseY, baseY + terminal.rows);
    },
    cursor: () => ({
      row: terminal.buffer.active.cursorY,
      column: terminal.buffer.active.cursorX,
      isHidden: lastOf(raw, '\u001b[?25l') > lastOf(raw, '\u001b[?25h'),
    }),
    wraps: () => terminal.modes.wraparoundMode,
    raw: () => Buffer.from(raw, 'latin1').toString('utf8'),
    until: (what, holds) =>
      new Promise((resolve, reject) => {
        const fail = (): void => reject(new Error(`ended without ${what}:\n${lines().join('\n')}`));
        if (holds(lines())) resolve();
        else if (hasEnded) fail();
        else waiting.push({ holds, resolve, fail });
      }),
    send: (keys) => order('send', keys),
    resize: (toColumns, toRows) => {
      order('resize', toColumns, toRows);
      return new Promise((resolve) => {
        resizes = [...resizes, resolve];
      });
    },
    signal: (name) => order('signal', name),
    hangUp: () => order('hangup'),
    limitFiles: (ofPid, bytes) => order('limit', ofPid, bytes),
    close: () => {
      child.stdin.end();
    },
  };
}

function lastOf(text: string, part: string): number {
  return text.lastIndexOf(part);
}
