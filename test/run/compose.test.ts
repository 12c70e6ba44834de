import { describe, expect, it } from 'vitest';
import type { TestedCommit } from '../../src/history/record-run.ts';
import type { RunReport } from '../../src/report/model/run.ts';
import { composeRun, type Run, type RunParts } from '../../src/run/compose.ts';
import { plainEvaluator } from '../../src/run/expressions/evaluator.ts';
import { JournalUnwritable } from '../../src/run/folder/journal.ts';
import type { PreparedHistory } from '../../src/run/prepare.ts';
import type { Reading } from '../../src/schedule/events/reading.ts';
import { buildMission, MACHINE, task } from '../build-mission.ts';
import { type FakePorts, fakePorts } from './fake-ports.ts';

const mission = buildMission({ tasks: [task('work')] });

interface Composed {
  readonly run: Run;
  readonly ports: FakePorts;
  /** Calls of the documents, the journal, the history and the folder, in order. */
  readonly done: string[];
  readonly seen: Reading[];
  lose(): void;
}

interface Given extends Partial<Pick<RunParts, 'notes' | 'listen' | 'sawMemoryKill'>> {
  readonly journal?: 'whole' | 'gone' | 'changed';
  readonly unrestorable?: boolean;
  readonly unsynced?: boolean;
  readonly history?: boolean;
}

function compose({
  journal = 'whole',
  unrestorable,
  unsynced,
  history,
  notes = [],
  listen,
  sawMemoryKill,
}: Given = {}): Composed {
  const ports = fakePorts();
  const done: string[] = [];
  const seen: Reading[] = [];
  let lose = (): void => {};
  const run = composeRun({
    opening: {
      type: 'mission-started',
      at: 0,
      journal: 1,
      started: '2026-01-01T00:00:00.000Z',
      file: 'mission.yml',
      root: '/root-of-it',
      mission,
      machine: MACHINE,
    },
    loop: { clock: ports.clock, mission, evaluator: plainEvaluator },
    journal: {
      append: ports.journal.append,
      state: () => journal,
      restore: () => {
        if (unrestorable === true) throw new Error('no space left');
        done.push('journal restored');
      },
      sync: () => {
        done.push('journal synced');
        return unsynced === true ? Promise.reject(new Error('no space left')) : Promise.resolve();
      },
      close: () => done.push('journal closed'),
    },
    edges: (_note, folderLost) => {
      lose = folderLost;
      const documents = {
        changed: () => {},
        taskEnded: (_: RunReport, id: string) => done.push(`report of ${id}`),
        finish: async (report: RunReport) => void done.push(`documents with ${report.degraded.length} notes`),
      };
      return { processes: ports.processes, sampler: ports.sampler, documents };
    },
    notes,
    history: history === true ? historyOf(done) : undefined,
    listen,
    sampled: (reading) => seen.push(reading),
    sawMemoryKill: sawMemoryKill ?? (() => false),
    leaveFolder: () => done.push('folder left'),
  });
  return { run, ports, done, seen, lose: () => lose() };
}

function historyOf(done: string[]): PreparedHistory {
  return {
    predictions: {},
    verdicts: new Map(),
    notes: [],
    record: (_: RunReport, tested: TestedCommit | undefined) => {
      done.push(`history at ${tested?.commit} ${tested?.clean}`);
      return 'this run could not be added to the history';
    },
    checkedOut: {
      named: { commit: 'named', clean: false },
      atEnd: () => Promise.resolve({ commit: 'head', clean: true }),
    },
  };
}

async function notesOf({ finished }: Run): Promise<readonly string[]> {
  const end = await finished;
  return end.type === 'ended' ? end.report.degraded.map(({ message }) => message) : [end.message];
}

describe('composeRun', () => {
  it('writes the journal to the disk and the documents, closes the journal and releases the folder, in this order', async () => {
    const { run, ports, done, seen } = compose();
    ports.sample({ from: 0, to: 1_000, cpu: 5, memory: 10 });
    ports.answer('work', { type: 'exited', exitCode: 0 });
    expect(await run.finished).toMatchObject({ type: 'ended', report: { result: 'succeeded' } });
    expect(done).toEqual([
      'report of work',
      'journal synced',
      'documents with 0 notes',
      'journal closed',
      'folder left',
    ]);
    expect(seen).toHaveLength(1);
  });

  it('starts the journal with the mission and the notes from before the run', async () => {
    const { run, ports } = compose({ notes: ['no git'] });
    expect(ports.lines[0]?.type).toBe('mission-started');
    ports.answer('work', { type: 'exited', exitCode: 0 });
    expect(await notesOf(run)).toEqual(['no git']);
  });

  it('F176 ends as broken when the journal cannot be written, after killing everything and releasing the folder', async () => {
    const { run, ports, done } = compose();
    ports.journalFailure = new JournalUnwritable('/run/events.jsonl', new Error('no space left on device'));
    ports.answer('work', { type: 'started', pid: 7 });
    const end = await run.finished;
    expect(end).toMatchObject({ type: 'broken', message: expect.stringContaining('no space left on device') });
    expect(ports.signals).toEqual(['KILL work']);
    expect(done).toEqual(['folder left']);
  });

  it('rejects when the journal cannot be written to the disk, after the documents, and releases the folder', async () => {
    const { run, ports, done } = compose({ unsynced: true });
    ports.answer('work', { type: 'exited', exitCode: 0 });
    await expect(run.finished).rejects.toThrow('no space left');
    expect(done.slice(1)).toEqual(['journal synced', 'documents with 0 notes', 'folder left']);
  });

  it('rejects on a defect and releases the folder', async () => {
    const { run, ports, done } = compose();
    ports.journalFailure = new Error('a defect');
    ports.answer('work', { type: 'started', pid: 7 });
    await expect(run.finished).rejects.toThrow('a defect');
    expect(done).toEqual(['folder left']);
  });

  it('F175 restores a journal that was removed, after the note about it', async () => {
    const { run, ports, done } = compose({ journal: 'gone' });
    ports.answer('work', { type: 'exited', exitCode: 0 });
    expect(await notesOf(run)).toEqual([expect.stringContaining('removed or replaced the journal')]);
    expect(done.slice(2)).toEqual(['documents with 1 notes', 'journal restored', 'journal closed', 'folder left']);
  });

  it('F175 notes a journal that cannot be restored, and one that was changed', async () => {
    const full = compose({ journal: 'gone', unrestorable: true });
    full.ports.answer('work', { type: 'exited', exitCode: 0 });
    expect((await notesOf(full.run)).at(-1)).toBe(
      'the journal could not be written again: no space left; this run cannot be resumed',
    );
    const changed = compose({ journal: 'changed' });
    changed.ports.answer('work', { type: 'exited', exitCode: 0 });
    expect(await notesOf(changed.run)).toEqual([expect.stringContaining('a task has changed the journal')]);
    expect(changed.done).not.toContain('journal restored');
  });

  it('F175 notes a folder that was created again', async () => {
    const { run, ports, lose } = compose();
    lose();
    ports.answer('work', { type: 'exited', exitCode: 0 });
    expect(await notesOf(run)).toEqual([expect.stringContaining("removed or replaced the run's folder")]);
  });

  it('adds the run to the history with the commit that it has tested, and notes a failure to do so', async () => {
    const { run, ports, done } = compose({ history: true });
    ports.answer('work', { type: 'exited', exitCode: 0 });
    expect(await notesOf(run)).toEqual(['this run could not be added to the history']);
    expect(done).toContain('history at head true');
  });

  it('does not run git after an interruption, because only seconds are left', async () => {
    const { run, ports, done } = compose({ history: true });
    ports.answer('work', { type: 'started', pid: 7 });
    run.interrupt('SIGINT');
    ports.answer('work', { type: 'exited', signal: 'SIGTERM' });
    expect(await run.finished).toMatchObject({ report: { result: 'cancelled' } });
    expect(done).toContain('history at named false');
  });

  it('names the memory as the cause of a SIGTERM right after the kernel killed a process', async () => {
    const { run, ports } = compose({ sawMemoryKill: () => true });
    ports.answer('work', { type: 'started', pid: 7 });
    run.interrupt('SIGTERM');
    ports.answer('work', { type: 'exited', signal: 'SIGTERM' });
    expect(await notesOf(run)).toEqual([expect.stringContaining('OOMPolicy=continue')]);
  });
});
