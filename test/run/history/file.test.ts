import { spawn } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KEPT_LINES } from '../../../src/history/keep-newest.ts';
import { printLine } from '../../../src/history/line.ts';
import { parseHistory } from '../../../src/history/parse.ts';
import { appendToHistory } from '../../../src/run/history/append.ts';
import { commandFingerprints } from '../../../src/run/history/command-fingerprints.ts';
import { openHistory, readHistory } from '../../../src/run/history/file.ts';
import { shortenHistory } from '../../../src/run/history/shorten.ts';
import { buildMission, GIB, MACHINE, task } from '../../build-mission.ts';
import { line } from '../../history/lines.ts';
import { foldAll } from '../../report/fold-all.ts';
import { JournalBuilder } from '../../report/journal-builder.ts';

const mission = buildMission({ tasks: [task('work'), task('never', { needs: ['work'] }), task('retried')] });
const fingerprint = commandFingerprints(mission).get('work') ?? '';

/** A run in which one task succeeds, one succeeds at its second attempt, and one is skipped. */
const report = foldAll(
  new JournalBuilder(mission)
    .launch('work')
    .launch('retried')
    .at(1_000)
    .sample(20, 30, { work: { cpuSeconds: 0.25, memory: 4096 } })
    .retry('retried', 1, 'failure', 'exit code 1', 500)
    .at(1_500)
    .relaunch('retried', 2)
    .at(2_000.4)
    .succeed('work')
    .at(4_000)
    .succeed('retried')
    .end('never', 'skipped', 'no reason')
    .finish('succeeded'),
);

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'history-'));
  path = join(folder, 'runs', 'history.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(content: string | Uint8Array): void {
  mkdirSync(join(folder, 'runs'), { recursive: true });
  writeFileSync(path, content);
}

function lines(count: number): string {
  const durations = Array.from({ length: count }, (_, index) => 8_000 + index);
  return durations.map((duration) => `${printLine(line({ duration, commands: fingerprint }))}\n`).join('');
}

function content(): string {
  return readFileSync(path, 'utf8');
}

function filesBeside(): readonly string[] {
  return readdirSync(join(folder, 'runs')).sort();
}

describe('a run', () => {
  it('adds a line for each task that started, and creates the file and its folder', () => {
    const history = openHistory(path, mission, MACHINE);
    expect(history).toMatchObject({ predictions: {}, notes: [] });
    expect(history.record(report, { commit: 'f00', clean: true })).toBeUndefined();
    const { entries, foreign } = parseHistory(content());
    expect(foreign).toBe(0);
    const common = {
      mission: 'Test mission',
      run: '2026-11-23T03:28:00.000Z',
      commands: fingerprint,
      commit: 'f00',
      clean: true,
      machine: { platform: 'linux', architecture: 'x64', cpus: 4, memory: 16 * GIB },
    };
    expect(entries.map((entry) => entry.line)).toEqual([
      {
        ...common,
        task: 'work',
        status: 'succeeded',
        duration: 2_000,
        attempts: 1,
        cpuSeconds: 0.25,
        peakMemory: 4096,
      },
      { ...common, task: 'retried', status: 'succeeded', duration: 2_500, attempts: 2 },
    ]);
  });

  it('gets predictions from earlier runs', () => {
    openHistory(path, mission, MACHINE).record(report, undefined);
    const { predictions } = openHistory(path, mission, MACHINE);
    expect(predictions).toEqual({
      work: {
        expect: 2_000,
        low: 2_000,
        high: 2_000,
        runs: 1,
        last: [2_000],
        flakiness: { runs: 1, flaky: 0 },
        demand: { memory: 4096, runs: 1 },
      },
      retried: { expect: 2_500, low: 2_500, high: 2_500, runs: 1, last: [2_500], flakiness: { runs: 1, flaky: 1 } },
    });
    expect(readHistory(path, mission, MACHINE)).toMatchObject({ predictions, notes: [] });
  });

  it('gets no predictions from runs with other commands', () => {
    openHistory(path, mission, MACHINE).record(report, undefined);
    const changed = buildMission({ tasks: [task('work', { steps: [{ run: 'false' }] }), task('retried')] });
    expect(Object.keys(openHistory(path, changed, MACHINE).predictions)).toEqual(['retried']);
  });

  it('adds nothing if no task started', () => {
    openHistory(path, mission, MACHINE).record(foldAll([]), undefined);
    expect(existsSync(path)).toBe(false);
  });

  it('loses no line while other runs add theirs', () => {
    const runs = [1, 2, 3].map(() => openHistory(path, mission, MACHINE));
    for (const [index, run] of runs.entries()) run.record({ ...report, started: `run ${index}` }, undefined);
    expect(parseHistory(content())).toMatchObject({ foreign: 0, entries: { length: 6 } });
  });
});

describe('a file with foreign content', () => {
  it.each([
    ['a binary', Buffer.from([0, 1, 2, 255, 10, 254, 10])],
    ['a journal', '{"type":"mission-started","at":0}\n'],
    ['text', 'some notes of mine\n'],
    ['another version', '{"v":2,"mission":"m"}\n'],
  ])('is renamed with a notice: %s', (_, foreign) => {
    put(foreign);
    const history = openHistory(path, mission, MACHINE);
    expect(history.predictions).toEqual({});
    expect(history.notes).toEqual([
      expect.stringMatching(
        /^expected the history .* this version does not recognize; it was renamed to .*damaged-1, a new history was started$/,
      ),
    ]);
    expect(readFileSync(`${path}.damaged-1`)).toEqual(Buffer.from(foreign));
    expect(history.record(report, undefined)).toBeUndefined();
    expect(parseHistory(content())).toMatchObject({ foreign: 0, entries: { length: 2 } });
  });

  it('is renamed unchanged, and its valid lines are copied', () => {
    const damaged = lines(6).replace('8003', '80\u0000');
    put(damaged);
    writeFileSync(`${path}.damaged-1`, 'of another time');
    const history = openHistory(path, mission, MACHINE);
    expect(history.predictions.work?.runs).toBe(5);
    expect(history.notes).toEqual([
      expect.stringMatching(/found a line that .*damaged-2, its 5 valid lines were kept$/),
    ]);
    expect(readFileSync(`${path}.damaged-1`, 'utf8')).toBe('of another time');
    expect(readFileSync(`${path}.damaged-2`, 'utf8')).toBe(damaged);
    expect(openHistory(path, mission, MACHINE)).toMatchObject({ notes: [], predictions: { work: { runs: 5 } } });
  });

  it('is renamed if it is larger than a history can be', () => {
    put(lines(1));
    truncateSync(path, 65 * 1024 * 1024);
    expect(openHistory(path, mission, MACHINE).notes).toEqual([
      expect.stringMatching(
        /found 68157440 bytes, more than a history can have; it was renamed to .*damaged-1, a new history/,
      ),
    ]);
    expect(filesBeside()).toEqual(['history.jsonl.damaged-1']);
  });

  it('is only reported by a plan', () => {
    put('some notes of mine\n');
    expect(readHistory(path, mission, MACHINE).notes).toEqual([expect.stringContaining('does not recognize')]);
    expect(filesBeside()).toEqual(['history.jsonl']);
  });
});

describe('a path at which no history can be kept', () => {
  function expectNotice(found: RegExp): void {
    const history = openHistory(path, mission, MACHINE);
    expect(history.predictions).toEqual({});
    expect(history.notes).toEqual([expect.stringMatching(found)]);
    expect(history.record(report, undefined)).toBeUndefined();
    expect(readHistory(path, mission, MACHINE).notes).toHaveLength(1);
  }

  it('is left as it is if it is a folder', () => {
    mkdirSync(path, { recursive: true });
    expectNotice(/found a folder; the run continues without a history$/);
    expect(readdirSync(path)).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('is not followed if it is a link, broken or not', () => {
    put('');
    rmSync(path);
    const target = join(folder, 'target');
    symlinkSync(target, path);
    expectNotice(/found a symbolic link; the run continues without a history$/);
    writeFileSync(target, 'mine\n');
    expectNotice(/found a symbolic link/);
    expect(readFileSync(target, 'utf8')).toBe('mine\n');
  });

  it('is reported at the end of the run if its folder is a file', () => {
    writeFileSync(join(folder, 'runs'), '');
    const history = openHistory(path, mission, MACHINE);
    const messages = [...history.notes, history.record(report, undefined)].filter((text) => text !== undefined);
    expect(messages).toEqual([expect.stringContaining(path)]);
  });

  // Root can read every file.
  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'is left as it is if it is a file without permission to read',
    () => {
      put(lines(1));
      chmodSync(path, 0o000);
      expectNotice(/EACCES/);
    },
  );
});

describe('an incomplete last line', () => {
  it('is dropped without a notice, and is not joined with the next line', () => {
    put(`${lines(2)}{"v":1,"mission":"Te`);
    const history = openHistory(path, mission, MACHINE);
    expect(history).toMatchObject({ notes: [], predictions: { work: { runs: 2 } } });
    expect(content()).toBe(lines(2));
    history.record(report, undefined);
    expect(parseHistory(content())).toMatchObject({ foreign: 0, entries: { length: 4 } });
  });

  it('that appears during the run is not joined with the lines of the run', () => {
    put(lines(1));
    const history = openHistory(path, mission, MACHINE);
    appendFileSync(path, '{"v":1,');
    history.record(report, undefined);
    expect(parseHistory(content())).toMatchObject({ foreign: 1, entries: { length: 3 } });
  });
});

describe('a file that grows', () => {
  it('is shortened if it is twice as long as the lines that are kept', () => {
    const sizes: number[] = [];
    put(lines(KEPT_LINES * 20));
    for (let run = 0; run < 3; run += 1) {
      openHistory(path, mission, MACHINE).record({ ...report, started: `run ${run}` }, undefined);
      sizes.push(parseHistory(content()).entries.filter((entry) => entry.line.task === 'work').length);
    }
    expect(sizes[0]).toBe(KEPT_LINES);
    expect(Math.max(...sizes)).toBeLessThan(2 * KEPT_LINES + 3);
    expect(filesBeside()).toEqual(['history.jsonl']);
  });

  it('is not shortened while another run does so, but that lock expires', () => {
    put(`${lines(1)}{`);
    writeFileSync(`${path}.partial`, 'of another run');
    shortenHistory(path);
    expect(content()).toBe(`${lines(1)}{`);
    expect(readFileSync(`${path}.partial`, 'utf8')).toBe('of another run');
    const longAgo = new Date(Date.now() - 600_000);
    utimesSync(`${path}.partial`, longAgo, longAgo);
    shortenHistory(path);
    shortenHistory(path);
    expect(content()).toBe(lines(1));
  });

  // Windows may refuse to replace a file that another process has open: then it is not shortened.
  it.skipIf(process.platform === 'win32')(
    'loses no line while several processes add to it and make it shorter',
    async () => {
      put('');
      const script = join(import.meta.dirname, 'add-many-lines.ts');
      const ends = ['a', 'b', 'c', 'd'].map(
        (name) =>
          new Promise<number | null>((resolve) => {
            const child = spawn(process.execPath, [script, path, name, '50'], {
              stdio: ['ignore', 'ignore', 'inherit'],
            });
            child.on('close', resolve);
          }),
      );
      expect(await Promise.all(ends)).toEqual([0, 0, 0, 0]);
      const { entries, foreign } = parseHistory(content());
      expect(foreign).toBe(0);
      expect(new Set(entries.map((entry) => entry.line.task)).size).toBe(4 * 50 * 3);
    },
  );

  it('is not shortened if it is damaged, so that the next run can report it', () => {
    put(`damage\n${lines(1)}`);
    shortenHistory(path);
    expect(content()).toBe(`damage\n${lines(1)}`);
    expect(filesBeside()).toEqual(['history.jsonl']);
  });

  it('gets lines only at its end', () => {
    put(lines(1));
    expect(appendToHistory(path, lines(2))).toBe(Buffer.byteLength(lines(1) + lines(2)));
    expect(content()).toBe(lines(1) + lines(2));
  });
});
