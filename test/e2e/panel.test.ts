import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hasPseudoTerminal, openPseudoTerminal, type PseudoTerminal } from '../terminal/pty/pseudo-terminal.ts';
import { fileAppears } from './action/step.ts';
import { cli, type Folder, newFolder } from './command-line.ts';

if (!hasPseudoTerminal) console.warn('the live panel is not tested: that needs python3 with pseudo-terminals');

test.runIf(process.platform !== 'win32' && process.env.CI !== undefined)(
  'pseudo-terminals are available if CI is set',
  () => {
    expect(hasPseudoTerminal).toBe(true);
  },
);

/**
 * A task that runs until the test writes `ID.go`. It also ends with the test's folder, because some tests kill the
 * mission, and nothing would stop the task then.
 */
const held = (id: string): string => `touch ${id}.started; ${until(`${id}.go`)}; echo out of ${id}`;

const until = (file: string): string => `until [ -e ${file} ] || [ ! -e m.yml ]; do sleep 0.05; done`;

const mission = `name: Panel mission
admission: { sample: 200ms }
tasks:
  one: { name: The first, expect: 30s, run: "${held('one')}" }
  two: { name: 二番目の仕事 ✅, locks: [d], run: "${held('two')}" }
  three: { locks: [d], run: "${held('three')}" }
tests:
  check: { needs: one, run: echo checked }
`;

let folder: Folder;
let terminals: PseudoTerminal[];
beforeEach(() => {
  folder = newFolder();
  folder.write('m.yml', mission);
  terminals = [];
});
afterEach(() => {
  for (const terminal of terminals) terminal.close();
  folder.remove();
});

interface Options {
  readonly argv?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly columns?: number;
  readonly rows?: number;
  readonly more?: readonly string[];
}

function environment(more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string | undefined>> {
  const { CI: _, NO_COLOR: __, FORCE_COLOR: ___, GITHUB_ACTIONS: ____, ...rest } = process.env;
  return { ...rest, TERM: 'xterm-256color', ...more };
}

function open({ argv, env, columns, rows, more = [] }: Options = {}): PseudoTerminal {
  const terminal = openPseudoTerminal({
    argv: argv ?? [process.execPath, cli, 'run', 'm.yml', '--gate', 'off', ...more],
    env: environment(env),
    cwd: folder.path,
    ...(columns === undefined ? {} : { columns }),
    ...(rows === undefined ? {} : { rows }),
  });
  terminals.push(terminal);
  return terminal;
}

const go = (id: string): void => folder.write(`${id}.go`, '');
const goAll = (): void => ['one', 'two', 'three'].forEach(go);

/** The lines of the panel on the terminal, from its top rule on. */
function panelOf(lines: readonly string[]): readonly string[] {
  const rule = lines.findLastIndex((line) => /^─ .* ─$/.test(line));
  return rule < 0 ? [] : lines.slice(rule);
}

const shows = (text: string) => (lines: readonly string[]) => panelOf(lines).some((line) => line.includes(text));

/** The state in which the terminal must be left: no panel, a visible cursor below the last line, wrapping on. */
function expectClean(terminal: PseudoTerminal): void {
  const lines = terminal.lines();
  expect(lines.filter((line) => /^─ |[█░]|▶ \d+ running/.test(line))).toEqual([]);
  expect(terminal.cursor()).toMatchObject({ column: 0, isHidden: false });
  expect(terminal.wraps()).toBe(true);
  const last = terminal.screen().findLastIndex((line) => line !== '');
  expect(terminal.cursor().row).toBe(last + 1);
}

/** The ids of the tasks that have ended, in the order of their lines. */
const endsIn = (lines: readonly string[]): readonly string[] =>
  lines.flatMap((line) => /^ *[\d:.]+ {2}[✔✘–] (\S+)/.exec(line)?.[1] ?? []);

describe.skipIf(!hasPseudoTerminal)('the live panel on a real pseudo-terminal', () => {
  test('shows running and waiting tasks and the load; finished tasks scroll above it once, in order; it disappears at the end', async () => {
    const terminal = open();
    await terminal.until('a panel with a reading', shows('CPU'));
    await terminal.until('both of the first', (lines) => shows('two 二番目')(lines) && shows('one The first')(lines));
    await terminal.until('the lock', shows('for lock: three'));
    const isMeasured = (lines: readonly string[]) => panelOf(lines).some((line) => /▶ one .* MiB$/.test(line));
    if (process.platform === 'linux') await terminal.until('memory of a process tree', isMeasured);
    const panel = panelOf(terminal.lines());
    expect(panel[0]).toMatch(/^─ Panel mission ─+ 0:\d\d · at least \d+ s to go ─$/);
    expect(panel[1]).toMatch(/^CPU .* memory .* workers .* 2 of 6 {2}(GREEN|RED|YELLOW)$/);
    expect(panel[2]).toBe('▶ 2 running  ⏸ 1 waiting  · 1 to come');
    expect(panel[3]).toMatch(/^▶ one The first +█[█░]{9} {2}\d+ s of 30 s/);
    expect(panel.at(-1)).toMatch(/^⏸ for lock: three \(\d+ s\) · lock d is held by two$/);
    go('one');
    await terminal.until('the end of the test', (lines) => endsIn(lines).includes('check'));
    await terminal.until('what has ended in the panel', shows('✔ 2 succeeded'));
    go('two');
    await terminal.until('the third', shows('▶ three'));
    go('three');
    expect(await terminal.ended).toEqual({ exitCode: 0, signal: null });
    expect(endsIn(terminal.lines())).toEqual(['one', 'check', 'two', 'three']);
    for (const id of ['one', 'two', 'three'])
      expect(terminal.lines().filter((line) => line.endsWith(`${id} │ out of ${id}`))).toHaveLength(1);
    expect(terminal.lines().at(-1)).toBe('Reports: .mission/final-report.md');
    expectClean(terminal);
  });

  test('is drawn again when the terminal is resized to 40 columns, and back', async () => {
    const terminal = open({ columns: 100 });
    await terminal.until('the panel', shows('for lock: three'));
    await terminal.resize(40, 20);
    await terminal.until('a panel of 40 columns', (lines) => panelOf(lines)[0]?.length === 39);
    go('one');
    await terminal.until('the end of the first', (lines) => endsIn(lines).includes('check'));
    await terminal.until('it in the panel', shows('✔ 2'));
    expect(terminal.lines().filter((line) => line.startsWith('─ '))).toHaveLength(1);
    await terminal.resize(120, 30);
    await terminal.until('a panel of 120 columns', (lines) => panelOf(lines)[0]?.length === 119);
    expect(terminal.lines().filter((line) => line.startsWith('─ '))).toHaveLength(1);
    goAll();
    expect((await terminal.ended).exitCode).toBe(0);
    expect(endsIn(terminal.lines())).toEqual(['one', 'check', 'two', 'three']);
    expectClean(terminal);
  });

  test('is not drawn on a terminal of three rows or of one', async () => {
    for (const rows of [3, 1]) {
      folder.remove();
      folder = newFolder();
      folder.write('m.yml', mission);
      const terminal = open({ columns: 40, rows });
      await terminal.until('two running', (lines) => lines.some((line) => line.includes('three waits for lock')));
      goAll();
      expect((await terminal.ended).exitCode).toBe(0);
      expect(endsIn(terminal.lines()).toSorted()).toEqual(['check', 'one', 'three', 'two']);
      expect(terminal.lines().filter((line) => /^─ /.test(line))).toEqual([]);
    }
  });

  test('shows as many of 500 tasks as fit, and counts the rest', { timeout: 90_000 }, async () => {
    const tasks = Array.from({ length: 500 }, (_, index) => `  t${index}: { run: "${until('go')}" }\n`);
    folder.write('m.yml', `name: Many\nadmission: { workers: { caution: 40, limit: 40 } }\ntasks:\n${tasks.join('')}`);
    const terminal = open({ columns: 70 });
    // The last line of the panel: a frame that arrives in pieces is whole then.
    const isWhole = (lines: readonly string[]): boolean => lines.some((line) => line.startsWith('⏸ for workers: t40'));
    await terminal.until('40 running', (lines) => shows('▶ 40 running  ⏸ 460 waiting')(lines) && isWhole(lines));
    const panel = panelOf(terminal.lines());
    expect(panel).toContainEqual(expect.stringMatching(/^▶ 40 running {2}⏸ 460 waiting$/));
    expect(panel).toContainEqual(
      expect.stringMatching(/^⏸ for workers: t40 \(\d+ s\).* and \d+ more · 40 workers, limit 40$/),
    );
    const rows = panel.filter((line) => /^▶ t\d+/.test(line)).length;
    expect(panel).toContain(`  and ${40 - rows} more running`);
    expect(panel.length).toBeLessThanOrEqual(16);
    folder.write('go', '');
    expect((await terminal.ended).exitCode).toBe(0);
    expect(new Set(endsIn(terminal.lines())).size).toBe(500);
    expect(endsIn(terminal.lines())).toHaveLength(500);
    expectClean(terminal);
  });

  test('task output keeps its colours but cannot move the cursor or clear the screen', async () => {
    const output = String.raw`printf '\033[2J\033[1;1Hhome \033[31mred\n\033]0;title\007\033[?25l\033[?1049hdone\nold\rnew\n'; ${until('one.go')}`;
    const hostile = `name: "Bad \\e[2J name \\u202E"\ntasks:\n  one:\n    run: |\n      ${output}\n  two: { run: "${held('two')}" }\n`;
    for (const style of ['grouped', 'prefixed']) {
      folder.write('m.yml', hostile);
      const terminal = open({ more: ['--log', style] });
      await terminal.until('both', (lines) => shows('▶ one')(lines) && shows('▶ two')(lines));
      go('one');
      await terminal.until('the output', (lines) => lines.some((line) => line.endsWith('one │ home red')));
      await terminal.until('two alone', shows('✔ 1 succeeded  ▶ 1 running'));
      expect(panelOf(terminal.lines())[0]).toMatch(/^─ Bad name ─/);
      go('two');
      expect((await terminal.ended).exitCode).toBe(0);
      const lines = terminal.lines().map((line) => line.trim());
      expect(lines).toEqual(expect.arrayContaining(['one │ home red', 'one │ done', 'one │ new']));
      expect(terminal.raw()).toContain('\u001b[31mred\u001b[0m');
      for (const foreign of ['\u001b[2J', '\u001b]0', '?1049h', '\u202e'])
        expect(terminal.raw()).not.toContain(foreign);
      expectClean(terminal);
      folder.remove();
      folder = newFolder();
    }
  });
});

describe.skipIf(!hasPseudoTerminal)('the terminal is left in order', () => {
  async function running(options: Options = {}): Promise<PseudoTerminal> {
    const terminal = open(options);
    await terminal.until('the panel', shows('for lock: three'));
    return terminal;
  }

  test('after Ctrl-C, which stops the running tasks', async () => {
    const terminal = await running();
    terminal.send('\u0003');
    expect(await terminal.ended).toEqual({ exitCode: 130, signal: null });
    expect(terminal.lines().some((line) => line.includes('interrupted by SIGINT'))).toBe(true);
    expectClean(terminal);
  });

  test('after Ctrl-C twice, with a task that ignores SIGTERM', async () => {
    folder.write(
      'm.yml',
      `name: Stubborn\ntasks:\n  one: { run: "trap '' TERM; touch one.started; ${until('never')}" }\n`,
    );
    const terminal = open();
    await terminal.until('the panel', (lines) => shows('▶ one')(lines) && existsSync(join(folder.path, 'one.started')));
    terminal.send('\u0003');
    await terminal.until(
      'that it stops',
      (lines) => shows('another Ctrl-C kills at once')(lines) && shows('■ one')(lines),
    );
    terminal.send('\u0003');
    expect(await terminal.ended).toEqual({ exitCode: 130, signal: null });
    expectClean(terminal);
  });

  test.each(['SIGTERM', 'SIGHUP'] as const)('after %s', async (name) => {
    const terminal = await running();
    terminal.signal(name);
    expect(await terminal.ended).toEqual({ exitCode: 130, signal: null });
    expect(terminal.lines().some((line) => line.includes(`interrupted by ${name}`))).toBe(true);
    expectClean(terminal);
  });

  test('closing the window stops the run, and its reports are written', async () => {
    const terminal = await running();
    terminal.hangUp();
    expect(await terminal.ended).toEqual({ exitCode: 130, signal: null });
    expect(folder.read('.mission/final-report.md')).toContain('SIGHUP');
  });

  test('after SIGKILL: the last panel stays, but cursor and wrapping are in order', async () => {
    const terminal = await running();
    terminal.signal('SIGKILL');
    expect(await terminal.ended).toEqual({ exitCode: null, signal: 'SIGKILL' });
    expect(terminal.cursor()).toMatchObject({ column: 0, isHidden: false });
    expect(terminal.wraps()).toBe(true);
    expect(terminal.screen()[terminal.cursor().row]).toBe('');
    goAll();
  });

  test('after a crash of the runner, whose message replaces the panel', async () => {
    const crash = `process.on('SIGUSR2', () => { throw new Error('crash for the test'); })`;
    const terminal = await running({
      env: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(crash)}` },
    });
    terminal.signal('SIGUSR2');
    expect((await terminal.ended).exitCode).toBe(1);
    expect(terminal.lines().some((line) => line.includes('crash for the test'))).toBe(true);
    expectClean(terminal);
    goAll();
  });

  test.runIf(process.platform === 'linux')('if the journal cannot be written: only the error is shown', async () => {
    const terminal = await running();
    // Limits the runner's own files, but not those of its tasks.
    terminal.limitFiles(await terminal.pid, 1);
    go('one');
    expect((await terminal.ended).exitCode).toBe(3);
    expect(terminal.lines().some((line) => line.startsWith('mission: the journal could not be written: '))).toBe(true);
    expectClean(terminal);
  });

  test('after Ctrl-Z in a shell; the tasks keep running, and `fg` draws the panel again', async () => {
    const run = `'${process.execPath}' '${cli}' run m.yml --gate off`;
    const shell = open({ argv: ['bash', '--norc', '--noprofile', '-i'], env: { PS1: 'prompt> ', HISTFILE: '' } });
    await shell.until('a prompt', (lines) => lines.some((line) => line.startsWith('prompt>')));
    shell.send(`${run}\n`);
    await shell.until('the panel', shows('for lock: three'));
    shell.send('\u001a');
    await shell.until('that it is stopped', (lines) => lines.some((line) => /Stopped|Suspended/.test(line)));
    await shell.until('the next prompt', (lines) => lines.at(-1) === 'prompt>');
    expect(shell.lines().filter((line) => /^─ |[█░]/.test(line))).toEqual([]);
    expect(shell.cursor().isHidden).toBe(false);
    go('one');
    shell.send('fg\n');
    await shell.until('the end of the first', (lines) => endsIn(lines).includes('check'));
    await shell.until('a new panel', shows('✔ 2 succeeded'));
    expect(shell.lines().filter((line) => line.startsWith('─ '))).toHaveLength(1);
    goAll();
    await shell.until('the end', (lines) => lines.at(-1) === 'prompt>' && endsIn(lines).length === 4);
    expect(endsIn(shell.lines())).toEqual(['one', 'check', 'two', 'three']);
    expect(shell.lines().filter((line) => /^─ |[█░]/.test(line))).toEqual([]);
    shell.send('exit\n');
    expect((await shell.ended).exitCode).toBe(0);
  });

  test.runIf(process.platform === 'linux')('a run in the background draws no panel over the shell', async () => {
    const run = `'${process.execPath}' '${cli}' run m.yml --gate off`;
    const shell = open({ argv: ['bash', '--norc', '--noprofile', '-i'], env: { PS1: 'prompt> ', HISTFILE: '' } });
    await shell.until('a prompt', (lines) => lines.some((line) => line.startsWith('prompt>')));
    shell.send(`${run} &\n`);
    await shell.until('its lines', (lines) => lines.some((line) => line.includes('three waits for lock')));
    goAll();
    await shell.until('the end', (lines) => endsIn(lines).length === 4);
    expect(shell.raw()).not.toContain('\u001b[?2026h\u001b[?25l\r\u001b[');
    expect(shell.raw()).not.toContain('─ Panel');
    shell.send('wait; exit\n');
    expect((await shell.ended).exitCode).toBe(0);
  });
});

// On other systems, a write to a terminal that was stopped blocks.
test.runIf(hasPseudoTerminal && process.platform === 'linux')(
  'a terminal that is stopped with Ctrl-S does not block the run; after Ctrl-Q it shows the whole output',
  async () => {
    folder.write('m.yml', mission.replace('run: echo checked', 'run: seq 1 5000; touch checked'));
    const terminal = open();
    await terminal.until('the panel', shows('for lock: three'));
    terminal.send('\u0013');
    goAll();
    await fileAppears(join(folder.path, 'checked'));
    await fileAppears(join(folder.path, '.mission', 'final-report.md'));
    expect(endsIn(terminal.lines())).toEqual([]);
    terminal.send('\u0011');
    expect((await terminal.ended).exitCode).toBe(0);
    expect(endsIn(terminal.lines()).toSorted()).toEqual(['check', 'one', 'three', 'two']);
    expect(terminal.lines().filter((line) => /check │ \d+$/.test(line))).toHaveLength(5000);
    expectClean(terminal);
  },
);

describe.skipIf(!hasPseudoTerminal)('plain lines', () => {
  test.each([
    [{ NO_COLOR: '1' }, false],
    [{ TERM: 'dumb' }, false],
    [{ CI: 'true' }, true],
    [{ FORCE_COLOR: '1' }, true],
    [{ FORCE_COLOR: '0' }, false],
  ])('%j', async (env, hasColor) => {
    goAll();
    const terminal = open({ env });
    expect((await terminal.ended).exitCode).toBe(0);
    expect(endsIn(terminal.lines()).toSorted()).toEqual(['check', 'one', 'three', 'two']);
    expect(terminal.raw()).not.toContain('─');
    expect(terminal.raw().includes('\u001b[32m✔\u001b[0m')).toBe(hasColor);
    if (!hasColor) expect(terminal.raw()).not.toContain('\u001b');
  });

  test('a pipe gets colours only with FORCE_COLOR', async () => {
    goAll();
    const { NO_COLOR: _, ...env } = process.env;
    const plain = await folder.start(['run', 'm.yml', '--gate', 'off'], { env: { ...env, NO_COLOR: '' } }).ended;
    expect(plain.stdout).toContain('✔ one The first succeeded');
    expect(plain.stdout).not.toContain('\u001b');
    const colored = await folder.start(['run', 'm.yml', '--gate', 'off'], {
      env: { ...env, NO_COLOR: '', FORCE_COLOR: '1' },
    }).ended;
    expect(colored.stdout).toContain('\u001b[32m✔\u001b[0m one The first succeeded');
  });

  test('the run continues to its end if the reader of a pipe exits', async () => {
    goAll();
    writeFileSync(
      join(folder.path, 'run.sh'),
      `'${process.execPath}' '${cli}' run m.yml --gate off | head -n 1\necho "ended with \${PIPESTATUS[0]}"\n`,
    );
    chmodSync(join(folder.path, 'run.sh'), 0o755);
    const terminal = open({ argv: ['bash', 'run.sh'] });
    expect((await terminal.ended).exitCode).toBe(0);
    expect(terminal.lines().at(-1)).toBe('ended with 0');
    expect(folder.has('.mission/final-report.md')).toBe(true);
  });
});
