import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { chooseStyle, readVersion } from '../../../src/process/jobserver/make-style.ts';
import { type Bench, bench, task, until, untilWritten } from '../step-harness.ts';

const CPUS = 6;
const STYLES = ['fifo', 'pair'] as const;
type Style = (typeof STYLES)[number];

/** A shell text that prints the folder of the FIFOs. */
const FOLDER: Readonly<Record<Style, string>> = {
  fifo: `dirname "\${MAKEFLAGS##*=fifo:}"`,
  pair: 'dirname "$(readlink /proc/self/fd/60)"',
};

const bin = mkdtempSync(join(tmpdir(), 'mission-make-'));
afterAll(() => rmSync(bin, { recursive: true, force: true }));
const make = process.platform === 'win32' ? undefined : readVersion('make');

/** A bench with a jobserver, in which `make --version` is that of an old or of a new make. */
function jobBench(style: Style | 'installed', environment: NodeJS.ProcessEnv = {}) {
  const notices: string[] = [];
  const path = style === 'installed' ? process.env.PATH : `${join(bin, style)}:${process.env.PATH}`;
  if (style !== 'installed') {
    mkdirSync(join(bin, style), { recursive: true });
    const version = style === 'fifo' ? '4.4.1' : '4.3';
    writeFileSync(join(bin, style, 'make'), `#!/bin/sh\necho GNU Make ${version}\n`, { mode: 0o755 });
  }
  const { MAKEFLAGS: _, ...inherited } = process.env;
  const made = bench({
    jobs: CPUS,
    environment: { ...inherited, PATH: path, ...environment },
    degraded: (message) => notices.push(message),
  });
  copyFileSync(join(import.meta.dirname, 'fixtures', 'client.sh'), made.file('client.sh'));
  chmodSync(made.file('client.sh'), 0o755);
  return { ...made, notices };
}

/** True if a task cannot find the FIFOs of its descriptors here. */
const isHidden = (style: Style): boolean => style === 'pair' && process.platform !== 'linux';

/** Resolves when the client has its tokens. */
const has = ({ file }: Bench, id: string): Promise<string> => untilWritten(file(`${id}.has`));
const putBack = ({ file }: Bench, id: string): void => writeFileSync(file(`${id}.return`), '');

describe.skipIf(process.platform === 'win32').each(STYLES)('tasks with a jobserver (%s)', (style) => {
  test('F235 get the CPUs that no task uses, and those of a task that has ended', async () => {
    const made = jobBench(style);
    const first = made.step(task('./client.sh 5', { id: 'first' }));
    await has(made, 'first');
    const second = made.step(task('./client.sh 4', { id: 'second' }));
    putBack(made, 'first');
    expect(await first).toEqual({ type: 'exited', exitCode: 0 });
    await has(made, 'second');
    // All six CPUs are in use: one for the task and four for its tokens, and one for the third task.
    const third = made.step(task('./client.sh 1', { id: 'third' }));
    putBack(made, 'second');
    await second;
    await has(made, 'third');
    putBack(made, 'third');
    expect(await third).toEqual({ type: 'exited', exitCode: 0 });
    expect(made.notices).toEqual([]);
  });

  test('F235 wait for tokens that a running task puts back', async () => {
    const made = jobBench(style);
    const first = made.step(task('./client.sh 5; until [ -e end ]; do sleep 0.01; done', { id: 'first' }));
    await has(made, 'first');
    const second = made.step(task('./client.sh 4', { id: 'second' }));
    putBack(made, 'first');
    await has(made, 'second');
    writeFileSync(made.file('end'), '');
    putBack(made, 'second');
    await Promise.all([first, second]);
    expect(made.notices).toEqual([]);
  });

  test('F236 lose none when they are killed, or end without putting them back', async () => {
    const made = jobBench(style);
    for (const [index, end] of ['kill', 'terminate', 'exit'].entries()) {
      const id = `holder-${index}`;
      const run = end === 'exit' ? './client.sh 5 & until [ -e holder-2.has ]; do sleep 0.01; done' : './client.sh 5';
      const held = made.step(task(run, { id }));
      await has(made, id);
      if (end === 'kill') made.processes.kill(id);
      if (end === 'terminate') made.processes.terminate(id);
      await held;
    }
    const last = made.step(task('./client.sh 5', { id: 'last' }));
    await has(made, 'last');
    putBack(made, 'last');
    expect(await last).toEqual({ type: 'exited', exitCode: 0 });
  });

  test.skipIf(isHidden(style))('F243 are not disturbed by a task that removes the FIFOs or fills its own', async () => {
    const made = jobBench(style);
    const spoil = `${FOLDER[style]} >place; f="\${MAKEFLAGS##*=fifo:}"; [ -p "$f" ] || f=/dev/fd/61; head -c 9999 /dev/zero >"$f"`;
    const spoiler = made.step(
      task(`${spoil}; rm -rf "$(cat place)"; echo done >spoilt; exec sleep 100`, { id: 'spoiler' }),
    );
    await untilWritten(made.file('spoilt'));
    const after = made.step(task('./client.sh 4', { id: 'after' }));
    made.processes.kill('spoiler');
    await Promise.all([spoiler, has(made, 'after')]);
    putBack(made, 'after');
    expect(await after).toEqual({ type: 'exited', exitCode: 0 });
  });

  test('F244 and with `cpus` have one for themselves, which counts as that many CPUs', async () => {
    const made = jobBench(style);
    const budget = made.step(task('./client.sh 1', { id: 'budget', cpus: 2 }));
    await has(made, 'budget');
    const other = made.step(task('./client.sh 3', { id: 'other' }));
    await has(made, 'other');
    putBack(made, 'other');
    await other;
    putBack(made, 'budget');
    expect(await budget).toEqual({ type: 'exited', exitCode: 0 });
    await made.step(task('echo "none: $MAKEFLAGS"', { id: 'single', cpus: 1 }));
    expect(made.log('single').toString()).toBe('none: \n');
  });

  test.skipIf(isHidden(style))('F240 leave no FIFO behind', async () => {
    const made = jobBench(style);
    await made.step(task(FOLDER[style]));
    const folder = made.log('work').toString().trim();
    expect(folder).toMatch(/jobserver$/);
    // Those that the next steps will use.
    expect(readdirSync(folder).length).toBeGreaterThan(0);
    await made.processes.sweep();
    expect(existsSync(dirname(folder))).toBe(false);
  });
});

test.skipIf(process.platform === 'win32')(
  'F591 a task with a jobserver starts although an earlier one has removed all folders of its scripts',
  async () => {
    const temporary = mkdtempSync(join(tmpdir(), 'mission-runner-temp-'));
    onTestFinished(() => rmSync(temporary, { recursive: true, force: true }));
    const made = jobBench('fifo', { GITHUB_ACTIONS: 'true', RUNNER_TEMP: temporary });
    await made.step(task(`rm -r "${temporary}"`, { id: 'first' }));
    expect(await made.step(task('echo "$MAKEFLAGS"', { id: 'second' }))).toEqual({ type: 'exited', exitCode: 0 });
    expect(made.log('second').toString()).toContain('jobserver');
    await made.processes.sweep();
  },
);

describe.skipIf(process.platform === 'win32')('MAKEFLAGS', () => {
  test('F237 of the mission is kept, and the task is only counted', async () => {
    const made = jobBench('fifo');
    await made.step(task('echo "[$MAKEFLAGS]"', { id: 'own', env: { MAKEFLAGS: '-k' } }));
    await made.step(task('echo "[$MAKEFLAGS]"', { id: 'none', env: { MAKEFLAGS: '' } }));
    expect(made.log('own').toString() + made.log('none').toString()).toBe('[-k]\n[]\n');
    expect(made.notices).toEqual([]);
  });

  test('F237 of the caller is kept, and one note says that there is no jobserver', async () => {
    const made = jobBench('fifo', { MAKEFLAGS: '-s' });
    for (const id of ['a', 'b']) await made.step(task('echo "[$MAKEFLAGS]"', { id }));
    expect(made.log('a').toString() + made.log('b').toString()).toBe('[-s]\n[-s]\n');
    expect(made.notices).toEqual([
      'tasks run without the jobserver of `admission.jobserver` in this run: MAKEFLAGS is set in the environment of Mission Runner; unset it',
    ]);
  });
});

describe.skipIf(make === undefined || !make.startsWith('GNU Make'))('the installed make', () => {
  /** Each job ends when so many run at once. */
  const MAKEFILE = `jobs := $(addprefix job-,$(shell seq $(JOBS)))
all: $(jobs)
job-%:
\t@echo $$PPID >$(NAME)-$@; until [ "$$(ls $(NAME)-job-* | wc -l)" -ge $(JOBS) ]; do sleep 0.01; done
`;

  test('F236 runs as many jobs as there are CPUs, also after others were killed with all tokens', async () => {
    const made = jobBench('installed');
    writeFileSync(made.file('Makefile'), MAKEFILE);
    for (const id of ['first', 'second']) {
      const killed = made.step(task(`make -s JOBS=${CPUS + 1} NAME=${id}`, { id }));
      const started = () => readdirSync(made.root).filter((name) => name.startsWith(`${id}-job-`)).length;
      await until(() => started() === CPUS);
      made.processes.kill(id);
      expect(await killed).toEqual({ type: 'exited', signal: 'SIGKILL' });
      expect(started()).toBe(CPUS);
    }
    expect(await made.step(task(`make -s JOBS=${CPUS} NAME=last`, { id: 'last' }))).toEqual({
      type: 'exited',
      exitCode: 0,
    });
    expect(made.log('last').toString()).toBe('');
  });

  test('F239 finds the jobserver in the way that its version knows', async () => {
    const made = jobBench('installed');
    await made.step(task('echo "$MAKEFLAGS"'));
    const expected = chooseStyle(make) === 'fifo' ? 'fifo:/' : '60,61';
    expect(made.log('work').toString()).toContain(
      `-j${CPUS} --jobserver-${chooseStyle(make) === 'old-pair' ? 'fds' : 'auth'}=${expected}`,
    );
  });
});
