import { describe, expect, it } from 'vitest';
import type { PageTask } from '../../../../src/report/html/data/data.ts';
import { foldAll } from '../../fold-all.ts';
import { JournalBuilder, mission, task } from '../../journal-builder.ts';
import { cancelledJournal, failedJournal, gatedJournal, largeJournal, successfulJournal } from '../../journals.ts';
import { pageData } from '../../page-data.ts';
import { resumedJournal } from '../../resumed-journal.ts';
import { retriedJournal } from '../../retried-journal.ts';

function taskOf(data: ReturnType<typeof pageData>, id: string): PageTask {
  const found = data.tasks.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no task ${id} in the page's data`);
  return found;
}

describe('waits', () => {
  it('are split by reason, from the trigger on', () => {
    const data = pageData(foldAll(gatedJournal()));
    expect(taskOf(data, 'work').waits).toEqual([]);
    expect(taskOf(data, 'L3.a').waits).toEqual([
      [0, 10_000, 'trigger'],
      [10_000, 20_000, 'cpu'],
      [20_000, 610_000, 'memory'],
    ]);
    expect(taskOf(data, 'L3.a')).toMatchObject({
      forced: expect.stringContaining(
        'memory 88 %, limit 85 %), because nothing of the mission had run for 10m. Other programs used the memory',
      ),
      attempts: [[610_000, 640_000, 'succeeded']],
    });
  });

  it('that are open last until now', () => {
    const data = pageData(foldAll(gatedJournal().filter(({ at }) => at <= 25_000)));
    expect(taskOf(data, 'L3.b').waits.at(-1)).toEqual([20_000, 25_000, 'memory']);
  });

  it('for a trigger that never came last until the end of the task', () => {
    const data = pageData(foldAll(failedJournal()));
    expect(taskOf(data, 'L3.web')).toMatchObject({ attempts: [], waits: [[0, 22_510, 'trigger']], ended: 22_510 });
  });

  it('are also between attempts, and never beyond the end of the task', () => {
    const data = pageData(foldAll(retriedJournal()));
    for (const { attempts, waits, ended } of data.tasks) {
      for (const [index, [from]] of attempts.entries()) {
        const before = attempts[index - 1];
        if (before === undefined || before[1] === from) continue;
        expect(waits.some(([start, , reason]) => start === before[1] && reason === 'backoff')).toBe(true);
      }
      for (const [from, to] of waits) {
        expect(to).toBeGreaterThan(from);
        expect(to).toBeLessThanOrEqual(ended ?? data.duration);
      }
    }
    expect(taskOf(data, 'L2.1').attempts.map(([, , status]) => status)).toEqual(['timed-out', 'failed', 'succeeded']);
    expect(taskOf(data, 'L2.1').cpus).toBe(2);
    expect(taskOf(data, 'L2.1').phrase).toBe('succeeded at attempt 3 of 3');
  });

  it('and attempts are complete, however often a task is retried', () => {
    const most = 100;
    const builder = new JournalBuilder(
      mission([task('L2.1', { retry: { attempts: most, delay: 0, backoff: 1, on: ['failure'] } })]),
    );
    builder.launch('L2.1').start('L2.1', 0);
    for (let attempt = 1; attempt < most; attempt++) {
      builder.at(attempt * 1000).exit('L2.1', 0, { exitCode: 1 });
      builder.retry('L2.1', attempt + 1, 'failure', 'it exited with code 1', 0);
      builder.relaunch('L2.1', attempt + 1).start('L2.1', 0);
    }
    builder.at(most * 1000).succeed('L2.1');
    const { attempts } = taskOf(pageData(foldAll(builder.finish('succeeded'))), 'L2.1');
    expect(attempts).toHaveLength(most);
    expect(attempts[0]).toEqual([0, 1000, 'failed']);
  });

  it('beyond a limit are joined with their neighbours, and still span the whole time', () => {
    const count = 5000;
    const builder = new JournalBuilder(mission([task('a'), ...Array.from({ length: 999 }, (_, n) => task(`b${n}`))]));
    builder.trigger('a');
    for (let at = 0; at < count; at += 1) {
      builder.at(at).check();
      builder.defer(['a'], at % 2 === 0 ? 'cpu' : 'memory', 'full');
    }
    const { waits } = taskOf(pageData(foldAll(builder.at(count).check().events)), 'a');
    expect(waits.length).toBeLessThanOrEqual(40);
    expect(waits[0]?.[0]).toBe(0);
    expect(waits.at(-1)?.[1]).toBe(count);
    for (const [index, [from]] of waits.entries()) expect(from).toBe(index === 0 ? 0 : waits[index - 1]?.[1]);
  });
});

describe('a resumed run', () => {
  const data = pageData(foldAll(resumedJournal()));

  it('says when it was resumed and what was kept', () => {
    expect(data.resumes).toEqual([{ at: 600_000, text: '2026-11-24 09:00:00 UTC: 2 kept, 4 to run' }]);
    expect(data.tasks.filter(({ kept }) => kept === true).map(({ id }) => id)).toEqual(['build', 'flaky']);
    expect(taskOf(data, 'build').phrase).toBe('succeeded, kept');
  });

  it('has earlier launches in a separate list, and waits for a trigger from the resume on', () => {
    expect(taskOf(data, 'migrate')).toMatchObject({
      resumed: true,
      earlier: [[0, 600_000, 'cancelled']],
      attempts: [[600_000, 1_200_000, 'succeeded']],
      waits: [],
    });
    expect(taskOf(data, 'L3.check').waits).toEqual([[600_000, 900_000, 'trigger']]);
    expect(taskOf(data, 'flaky').waits).toEqual([[120_000, 180_000, 'backoff']]);
    expect(taskOf(data, 'build')).not.toHaveProperty('resumed', true);
  });

  it('ends a back-off at the moment when the runner was killed', () => {
    const events = resumedJournal().filter((event) => event.type !== 'admitted' || event.attempt !== 2);
    const cut = events.map((event) =>
      event.type === 'resumed'
        ? { ...event, kept: ['build'], again: [...event.again, { id: 'flaky', why: 'it failed' }] }
        : event.type === 'retrying'
          ? { ...event, until: 700_000 }
          : event,
    );
    const upToIt = cut.filter((event) => event.type !== 'ended' || event.id !== 'flaky');
    expect(taskOf(pageData(foldAll(upToIt)), 'flaky').waits).toContainEqual([120_000, 600_000, 'backoff']);
  });
});

describe('pageData', () => {
  it('refers to tasks by index, and has the critical path', () => {
    const data = pageData(foldAll(successfulJournal()));
    const ids = (indexes: readonly number[]) => indexes.map((index) => data.tasks[index]?.id);
    expect(ids(data.critical)).toEqual(['L2.2.1', 'L3.ALL.1']);
    const last = taskOf(data, 'L3.ALL.1');
    expect(ids(last.needs ?? [])).toEqual(['L2.2.1', 'L2.2.2', 'L2.2.3', 'L2.2.4']);
    expect(ids([last.by ?? -1])).toEqual(['L2.2.1']);
    expect(ids([taskOf(data, 'L3.2.3.1').supports ?? -1])).toEqual(['L2.2.2']);
    expect(taskOf(data, 'L2.2.1').steps?.[0]).toEqual(['Endpoint group 1', 'succeeded', 13_800_000]);
  });

  it('has only the first of many needs, and how many there are', () => {
    const work = Array.from({ length: 40 }, (_, index) => task(`t${index}`));
    const needs = work.map(({ id }) => id);
    const data = pageData(foldAll(new JournalBuilder(mission([...work, task('L3.all', { needs })])).events));
    expect(taskOf(data, 'L3.all')).toMatchObject({ needs: [0, 1, 2, 3, 4, 5, 6, 7], needCount: 40 });
  });

  it('has each decision with what the gate saw, and each sentence once', () => {
    const data = pageData(foldAll(gatedJournal()));
    const admitted = data.decisions.find(([, , verdict]) => verdict === 'forced');
    expect(admitted).toEqual([610_000, 1, 'forced', 1, 70, 88, 0, 0, 2, data.texts.indexOf('memory 88 %, limit 85 %')]);
    expect(data.texts).toEqual(['CPU 81 %, limit 75 %', 'memory 88 %, limit 85 %']);
    expect(data.olderDecisions).toBe(0);
  });

  it('keeps the newest decisions of a large ledger and says how many are older', () => {
    const data = pageData(foldAll(largeJournal(9000)));
    expect(data.decisions).toHaveLength(8000);
    expect(data.olderDecisions).toBe(1000);
    expect(data.decisions.at(-1)?.[1]).toBe(8999);
  });

  it('has readings with their band, and how many tasks ran', () => {
    const data = pageData(foldAll(cancelledJournal()));
    expect(data.readings).toEqual([[2000, 90, 50, 2]]);
    expect(data.active).toEqual([
      [0, 2],
      [2000, 1],
      [5640, 0],
    ]);
  });

  it('treats ids such as __proto__ as plain ids', () => {
    const odd = ['__proto__', 'constructor', 'toString'].map((id) => task(id));
    const builder = new JournalBuilder(
      mission([...odd, task('L3.x', { needs: ['constructor'], supports: '__proto__' })]),
    );
    builder.launch('constructor').at(5).succeed('constructor').launch('L3.x', 'constructor').at(9).succeed('L3.x');
    const data = pageData(foldAll(builder.finish('succeeded')));
    expect(taskOf(data, 'L3.x')).toMatchObject({ needs: [1], by: 1, supports: 0 });
    expect(taskOf(data, '__proto__').waits).toEqual([[0, 9, 'trigger']]);
  });
});
