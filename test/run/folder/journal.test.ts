import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openJournal, readJournal } from '../../../src/run/folder/journal.ts';
import type { Event } from '../../../src/schedule/events/event.ts';
import { buildMission, MACHINE, task, test } from '../../build-mission.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'mission-journal-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const events: Event[] = [
  {
    type: 'mission-started',
    at: 0,
    journal: 1,
    started: '2026-01-01T00:00:00.000Z',
    file: 'm.yml',
    root: '/r',
    mission: buildMission({ tasks: [task('L2.1', { name: 'Ünïcode → name' })] }),
    machine: MACHINE,
  },
  { type: 'triggered', at: 0, id: 'L2.1' },
  { type: 'woke', at: 12.5 },
];

function write(): string {
  const path = join(dir, 'events.jsonl');
  const journal = openJournal(path);
  journal.append(events.slice(0, 1));
  journal.append(events.slice(1));
  journal.append([]);
  journal.close();
  return path;
}

describe('the journal', () => {
  it('of version 0.1.0 is converted: levels to kinds, steadiness to flakiness, and no demand was learned', () => {
    const path = join(dir, 'events.jsonl');
    const mission = buildMission({ tasks: [task('L2.1'), test('L3.1')] });
    const tasks = mission.tasks.map(({ kind, ...rest }) => ({ ...rest, level: kind === 'task' ? 2 : 3 }));
    const known = { expect: 1, low: 1, high: 1, runs: 9, last: [1] };
    const older = { ...known, steadiness: { runs: 9, unsteady: 2 } };
    const { learn: _, ...admission } = mission.admission;
    const event = { ...events[0], mission: { ...mission, admission, tasks }, predictions: { 'L2.1': older } };
    writeFileSync(path, `${JSON.stringify(event)}\n`);
    const content = readJournal(path);
    const predictions = { 'L2.1': { ...known, flakiness: { runs: 9, flaky: 2 } } };
    expect(content).toMatchObject({
      type: 'read',
      events: [{ mission: { ...mission, admission: { ...admission, learn: false } }, predictions }],
    });
    expect(JSON.stringify(content)).not.toMatch(/"level"|steadi/);
  });

  it('is written to the disk while more is appended', async () => {
    const path = join(dir, 'events.jsonl');
    const journal = openJournal(path);
    journal.append(events.slice(0, 2));
    const synced = journal.sync();
    journal.append(events.slice(2));
    await synced;
    journal.close();
    expect(readJournal(path)).toMatchObject({ type: 'read', events });
  });

  it('has one line for each appended event, and is read back', () => {
    const path = write();
    expect(readJournal(path)).toEqual({ type: 'read', events, wholeBytes: readFileSync(path).length });
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(4);
  });

  it('F32 is recovered up to the last whole event after a cut at any byte', { timeout: 120_000 }, () => {
    const path = write();
    const whole = readFileSync(path);
    for (let length = 0; length < whole.length; length += 1) {
      writeFileSync(path, whole.subarray(0, length));
      const read = readJournal(path);
      const lines = whole.subarray(0, length).toString('utf8').split('\n').length - 1;
      expect(read.type === 'read' && read.events.length).toBe(lines);
    }
  });

  it('F685 is refused with its version if a later Mission Runner wrote it', () => {
    const path = write();
    writeFileSync(path, readFileSync(path, 'utf8').replace('"journal":1', '"journal":2'));
    expect(readJournal(path)).toEqual({
      type: 'corrupt',
      line: 1,
      message:
        'expected a journal of version 1, found version 2; use the version of Mission Runner that wrote it, or a later one',
    });
  });

  it.each(['"12.5"', 'null', '{}'])('F685 is refused with the line number if the time of an event is %s', (time) => {
    const path = write();
    writeFileSync(path, readFileSync(path, 'utf8').replace('"at":12.5', `"at":${time}`));
    expect(readJournal(path)).toMatchObject({ type: 'corrupt', line: 3 });
  });

  it('F33 is refused with the line number if a line in the middle is corrupt', () => {
    const path = write();
    appendFileSync(path, '{"type": "wo\n{"type":"woke","at":3}\n');
    expect(readJournal(path)).toMatchObject({ type: 'corrupt', line: 4 });
  });

  it('is refused if the file is not a journal', () => {
    const path = join(dir, 'other.jsonl');
    writeFileSync(path, '{"type":"woke","at":3}\n');
    expect(readJournal(path)).toMatchObject({ type: 'corrupt', line: 1 });
    writeFileSync(path, '[1]\n');
    expect(readJournal(path)).toMatchObject({ type: 'corrupt', line: 1 });
  });
});
