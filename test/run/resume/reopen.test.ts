import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderFolder } from '../../../src/run/folder/render.ts';
import { lockFolder, readIdentity } from '../../../src/run/folder/run-folder.ts';
import { recoverRun } from '../../../src/run/resume/recover.ts';
import { type EarlierRun, reopenRun } from '../../../src/run/resume/reopen.ts';
import type { Event } from '../../../src/schedule/events/event.ts';
import { succeededIn } from '../../../src/schedule/plan-resume.ts';
import { buildMission, MACHINE, service, task, test } from '../../build-mission.ts';
import { foldAll } from '../../report/fold-all.ts';
import { cutOff } from '../../schedule/cut-off.ts';
import { drive } from '../../schedule/drive.ts';

const mission = buildMission({
  tasks: [task('A', { services: ['api'] }), test('T', { needs: ['A'] })],
  services: [service('api')],
  admission: { gate: 'off' },
});

let dir = '';
let journal = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'mission-take-up-'));
  journal = join(dir, 'events.jsonl');
});
afterEach(() => rmSync(dir, { recursive: true }));

/** The journal of a run that was cut off, resumed, and then ended. */
function wholeRun(): readonly Event[] {
  const first = drive(mission);
  first.start();
  first.observe({ type: 'service-ready', at: 1, id: 'api' });
  const left = { logTail: 'done “here”\n', logBytes: 12, outputs: { port: '81' } };
  first.observe({ type: 'step-exited', at: 2, id: 'A', step: 0, exitCode: 0, left });
  const run = drive(mission, MACHINE, () => {}, cutOff(first.journal, mission));
  run.start();
  run.exit('T');
  return [...first.journal, ...run.journal];
}

function lines(events: readonly Event[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join('');
}

async function reopened(path: string): Promise<EarlierRun> {
  const result = await reopenRun(path);
  if (result.type === 'refused') throw new Error(result.message);
  return result.run;
}

async function refusal(path: string): Promise<string> {
  const result = await reopenRun(path);
  return result.type === 'refused' ? result.message : 'reopened';
}

describe('reopening a run', () => {
  // test/run/folder/journal.test.ts cuts at every byte.
  it('F32 continues after the last whole event of a cut journal', async () => {
    const events = wholeRun();
    const whole = Buffer.from(lines(events));
    const ends = events.map((_, index) => Buffer.byteLength(lines(events.slice(0, index + 1))));
    const cuts = ends.flatMap((end, index) => [
      1 + (ends[index - 1] ?? 0),
      ((ends[index - 1] ?? 0) + end) >> 1,
      end - 1,
    ]);
    for (const length of [0, 1, ...ends, ...cuts]) {
      const part = whole.subarray(0, length);
      writeFileSync(journal, part);
      // This process has locked the folder in the iteration before.
      rmSync(join(dir, 'run.json'), { force: true });
      const count = part.toString('latin1').split('\n').length - 1;
      if (count === 0) {
        expect(await refusal(dir)).toContain('found no whole event');
        continue;
      }
      const earlier = await reopened(dir);
      expect(earlier.events.length).toBe(count);
      expect(earlier.report.duration).toBe(foldAll(events.slice(0, count)).duration);
      // Half a line at the end was removed: the next event would be joined with it.
      expect(readFileSync(journal)).toEqual(part.subarray(0, part.lastIndexOf(0x0a) + 1));
    }
  });

  it('F33 refuses an event that is impossible after those before it, with its line number', async () => {
    const events = wholeRun();
    const damaged = lines(events).replace('"type":"ended","at":2,"id":"A"', '"type":"ended","at":2,"id":"@"');
    expect(damaged).not.toBe(lines(events));
    const line = damaged.split('\n').findIndex((text) => text.includes('"id":"@"')) + 1;
    writeFileSync(journal, damaged);
    expect(await refusal(dir)).toContain(`events.jsonl:${line}: expected an event that fits to those before it`);
    rmSync(join(dir, 'run.json'));
    writeFileSync(journal, lines(events).replace('"steps":[', '"st0ps":['));
    expect(await refusal(dir)).toContain('events.jsonl:1: expected an event that fits');
    expect(renderFolder(dir)).toMatchObject({
      type: 'unreadable',
      message: expect.stringContaining('events.jsonl:1: '),
    });
  });

  it('F32 can be recovered and reported in full after any event', async () => {
    const events = wholeRun();
    for (let count = 1; count <= events.length; count += 1) {
      writeFileSync(journal, `${lines(events.slice(0, count))}{"type":"ended","at":9,"id":"A","sta`);
      const { report } = await recoverRun(dir, {});
      expect(report.finished).toBe(true);
      expect(report.result).toBe(count === events.length ? 'succeeded' : 'cancelled');
      const read = readFileSync(journal, 'utf8').trimEnd().split('\n');
      const written: readonly Event[] = read.map((line) => JSON.parse(line));
      expect(foldAll(written)).toEqual(report);
      expect(succeededIn(written)).toEqual(succeededIn(events.slice(0, count)));
      expect(JSON.parse(readFileSync(join(dir, 'mission.json'), 'utf8')).result).toBe(report.result);
    }
  });

  it('F33 is refused with the line number if the journal is corrupt in the middle', async () => {
    const all = lines(wholeRun()).split('\n');
    all[2] = `${all[2]?.slice(0, 20)}\0\0\0`;
    writeFileSync(journal, all.join('\n'));
    expect(await refusal(dir)).toContain(`${journal}:3: expected an event`);
    writeFileSync(journal, 'precious\n');
    expect((await reopenRun(dir)).type).toBe('refused');
    expect(readFileSync(journal, 'utf8')).toBe('precious\n');
  });

  it('F36 is refused while the run is alive, and does not change its folder', async () => {
    writeFileSync(journal, lines(wholeRun()));
    lockFolder(dir, 'mark1');
    expect(await refusal(dir)).toContain(`found a running mission (process ${process.pid})`);
    expect(readIdentity(dir)?.mark).toBe('mark1');
  });

  it('F36 recognizes a stale lock and replaces it', async () => {
    writeFileSync(journal, lines(wholeRun()));
    writeFileSync(join(dir, 'run.json'), JSON.stringify({ pid: 2 ** 30, mark: 'old' }));
    const { mark } = await reopened(dir);
    expect(readIdentity(dir)).toMatchObject({ pid: process.pid, mark });
    expect(mark).not.toBe('old');
  });

  it('does not change a folder without a run, and does not create one', async () => {
    mkdirSync(join(dir, 'other'));
    expect(await refusal(join(dir, 'other'))).toContain('found no such file');
    expect(await refusal(join(dir, 'nowhere'))).toContain('found no such file');
    expect(readIdentity(join(dir, 'other'))).toBeUndefined();
  });

  it('is refused if the folder in which the mission worked is missing', async () => {
    const [opening, ...rest] = wholeRun();
    if (opening?.type !== 'mission-started') throw new Error('expected mission-started first');
    writeFileSync(journal, lines([{ ...opening, root: join(dir, 'gone') }, ...rest]));
    expect(await refusal(dir)).toContain(`at ${join(dir, 'gone')}, found none`);
  });
});
