import { describe, expect, it } from 'vitest';
import { junit } from '../../src/report/data/junit.ts';
import { finalReportPieces } from '../../src/report/markdown/final-report.ts';
import { jobSummary } from '../../src/report/markdown/job-summary.ts';
import { mermaidTimeline } from '../../src/report/markdown/mermaid-timeline.ts';
import { taskReport } from '../../src/report/markdown/task-report.ts';
import { cpuTime } from '../cpu-time.ts';
import { finalReport } from './final-report.ts';
import { foldAll } from './fold-all.ts';
import { JournalBuilder, mission, task } from './journal-builder.ts';
import {
  cancelledJournal,
  failedJournal,
  gatedJournal,
  hostileJournal,
  largeJournal,
  successfulJournal,
} from './journals.ts';
import { masterReport } from './master-report.ts';
import { missionJson } from './mission-json.ts';
import { retriedJournal } from './retried-journal.ts';
import { xmlNames } from './xml-names.ts';

describe('masterReport', () => {
  it('shows the active declared load after each deployment', () => {
    const lines = masterReport(foldAll(successfulJournal())).split('\n');
    const row = (id: string) => lines.find((line) => line.includes(`| \`${id}\` `))?.replace(/ +/g, ' ');
    expect(lines.find((line) => line.includes('`L2.2.1`, `L2.2.2`'))).toMatch(/\| +100 % \| +100 % \| +4 \|$/);
    expect(row('L3.2.4.1')).toBe('| 1:50:00 | `L3.2.4.1` | 5 % | 80 % | 4 |');
    expect(row('L3.2.3.1')).toBe('| 2:20:00 | `L3.2.3.1` | 7 % | 57 % | 3 |');
  });

  it('shows what waits for what while the mission runs', () => {
    const text = masterReport(foldAll(gatedJournal().filter(({ at }) => at <= 20_000)));
    expect(text).toContain('**The mission has not ended** after 20 s: 2 waiting at the gate, 1 of 3 completed.');
    expect(text).toMatch(/\| `L3\.a` +\| ⏳ waiting \| +10 s \| memory 88 %, limit 85 % \|/);
  });

  it('limits the ledger and names the file with the rest', () => {
    const text = masterReport(foldAll(largeJournal(3000)));
    expect(text).toContain('2500 older decisions are in [mission.json](mission.json).');
    expect(text).toContain('1000 older deployments are in [mission.json](mission.json).');
  });
});

describe('finalReport', () => {
  it('gives the verdict, the steps and the time against the baselines', () => {
    const text = finalReport(foldAll(successfulJournal()));
    expect(text).toContain(
      '**The mission succeeded** in 4h50m: at the floor of 4h50m, which is the critical path as it ran, mostly `L2.2.1` (durations alone: not measured). 4 tasks and 4 tests, all succeeded. This is about as long as fork-join (all tasks, then all tests), an estimate ± 12 %.',
    );
    expect(text).toMatch(/\| Steps +\| 18 of 18 +\|/);
    expect(text).toMatch(/\| Staged +\| +6h35m \| +26\.6 % less \| estimate, ± 6 %: /);
    expect(text).toMatch(/\| Critical path +\| +4h50m \| +equal \|/);
    expect(text).toContain('Critical path: `L2.2.1` → `L3.ALL.1`.');
    expect(text).not.toContain('## What failed');
  });

  it('is written in pieces, none of which has more than a part of the results and of the load', () => {
    const pieces = [...finalReportPieces(foldAll(largeJournal(3000)))];
    const rows = pieces.filter((piece) => !piece.includes('## Specialist coverage'));
    expect(rows.join('')).toContain('## Tests\n\n| Test ');
    expect(Math.max(...rows.map(({ length }) => length))).toBeLessThan(20_000);
  });

  it('shows what failed with the end of its log, allowed failures last, and what did not run because of it', () => {
    const text = finalReport(foldAll(failedJournal()));
    const headings = [...text.matchAll(/^### (.*)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual(['⏱️ web Web', '❌ L3.api Contract Tester', '❌ docs Documentation']);
    expect(text).toContain(
      '```text\nok 1 - lists users\nnot ok 2 - rejects a missing key\n  expected 403, got 200\n```',
    );
    expect(text).toContain('Did not run because of it: `L3.web`, `L3.all`.');
    expect(text).toContain('**Failed (allowed)** after 7 s: exit code 2.');
  });

  it('names the tasks without a test', () => {
    const builder = new JournalBuilder(mission([task('a'), task('b'), task('L3.a', { needs: ['a'] })]));
    builder.launch('a').launch('b').at(10).succeed('a').succeed('b').launch('L3.a', 'a').at(20).succeed('L3.a');
    const text = finalReport(foldAll(builder.finish('succeeded')));
    expect(text).toContain('1 of 2 tasks has a test of its own.\n\nNo test checks: `b`.');
  });
});

describe('taskReport', () => {
  it('gives the reason for a test that was not needed and one that was skipped', () => {
    const report = foldAll(failedJournal());
    expect(taskReport(report, 'L3.docs')).toContain('➖ **Not needed**: api has ended.');
    expect(taskReport(report, 'L3.web')).toContain('⏭️ **Skipped**: needs web, which timed out.');
    expect(taskReport(report, 'unknown')).toBe('');
  });

  it('links the log and the deliverable relative to the document', () => {
    const builder = new JournalBuilder(mission([task('a', { deliverable: 'out/a report.md' })]));
    builder.launch('a').at(10).succeed('a', { logTail: 'x', logBytes: 1, wroteDeliverable: true });
    const report = foldAll(builder.finish('succeeded'));
    expect(taskReport(report, 'a')).toContain('[The whole log](../logs/a.log) has 1 B');
    expect(taskReport(report, 'a')).toContain(
      'It wrote its own report, which Mission Runner leaves unchanged: `out/a report.md`.',
    );
    const text = taskReport(report, 'a', { folder: '../.mission', root: '..' });
    expect(text).toContain('[The whole log](../.mission/logs/a.log)');
    expect(text).toContain('[`out/a report.md`](../out/a%20report.md)');
  });

  it('names processes that were left running', () => {
    expect(taskReport(foldAll(failedJournal()), 'web')).toContain('- `node server.js --port 8080` (process 4711)');
  });
});

describe('attempts, services and test cases', () => {
  const report = foldAll(retriedJournal());

  it('each launch is a row and a bar', () => {
    const rows = masterReport(report)
      .split('\n')
      .filter((line) => /^\| \d:\d\d\.\d \| \[`L2\.1`/.test(line));
    expect(rows.map((row) => row.split('|')[5]?.trim())).toEqual([
      '⏱️ timed out at attempt 1',
      '❌ failed at attempt 2',
      '✅ succeeded at attempt 3 of 3',
    ]);
    expect(mermaidTimeline(report).match(/L2\.1 Build, attempt \d/g)).toHaveLength(3);
    expect(mermaidTimeline(report, 2)).toContain('4 shorter attempts are not drawn.');
  });

  it('a failed service comes first, with its log and the tasks that failed because of it', () => {
    const text = finalReport(report);
    const headings = [...text.matchAll(/^### (.*)$/gm)].map(([, heading]) => heading);
    expect(headings[0]).toBe('❌ service db');
    expect(text).toContain('could not bind to port 5432: address in use');
    expect(text).toContain('Failed after it and needed it: `L3.3`.');
    expect(text).toContain('[Its whole log](logs/db.log)');
  });

  it('a task that was never launched has no link to a log', () => {
    expect(finalReport(report)).not.toContain('logs/L3.3.log');
  });

  it('a task that its own condition skipped does not count as held back by a failure', () => {
    expect(finalReport(report)).toContain('Did not run because of it: `L3.4`.');
  });

  it('memory that ran out is named with the known figures', () => {
    const sentence = 'its measured peak was 3 GiB, it declares 2 GiB and the machine has 16 GiB.';
    for (const text of [finalReport(report), taskReport(report, 'L2.3')]) expect(text).toContain(sentence);
  });

  it('test cases are added up, changed files and flaky tasks are named', () => {
    const summary = jobSummary(report, { limitBytes: 1_000_000 });
    expect(summary).toContain('222 test cases, 3 failed, 2 skipped. Flaky in this run');
    const facts = finalReport(report).replace(/ +/g, ' ');
    expect(facts).toContain('| Test cases | 222, 3 failed, 2 skipped |');
    expect(facts).toContain('| Flaky in this run | `L2.1` |');
    expect(facts).toContain('| Changed files | 2 files since `origin/main` |');
  });

  it('only the newest attempt of a running task counts', () => {
    const running = foldAll(retriedJournal().filter(({ at }) => at <= 40_000));
    expect(finalReport(running)).not.toContain('Test cases');
  });

  it('mission.json has them too', () => {
    const json = JSON.parse(missionJson(report));
    expect(json.tasks[0]).toMatchObject({ attempts: 3, results: { tests: 10, failed: 0, skipped: 1 } });
    expect(json.tasks[0].attemptList).toHaveLength(3);
    expect(json.tasks[1]).not.toHaveProperty('attemptList');
    expect(json.tasks[2].outOfMemory).toBe(true);
    expect(json.services[1]).toMatchObject({ id: 'db', status: 'failed', started: 42_000, ended: 52_100 });
    expect(json.services[2]).toEqual({ id: 'cache', name: 'cache', status: 'idle', users: [] });
  });
});

describe('missionJson', () => {
  it('has the documented shape, without nulls', () => {
    const text = missionJson(foldAll(gatedJournal()));
    const json = JSON.parse(text);
    expect(text).not.toContain('null');
    expect(Object.keys(json)).toEqual([
      'name',
      'result',
      'verdict',
      'started',
      'duration',
      'tasks',
      'decisions',
      'timeline',
      'bounds',
      'cost',
      'load',
      'machine',
    ]);
    expect(json.decisions[3]).toEqual({
      at: 20_000,
      id: 'L3.a',
      verdict: 'deferred',
      reason: 'memory',
      count: 3,
      detail: 'memory 88 %, limit 85 %',
      cpu: 70,
      memory: 88,
      active: 0,
      unseen: 0,
      reserved: 0,
      band: 'RED',
    });
    expect(json.tasks[1]).toMatchObject({
      id: 'L3.a',
      level: 3,
      needs: ['work'],
      attempts: 1,
      waited: { cpu: 10_000, memory: 590_000, slots: 0, load: 0, lock: 0, service: 0 },
      load: { declared: 10, cpuSeconds: 4, peakMemory: 600 * 1024 ** 2 },
    });
    expect(JSON.parse(missionJson(foldAll(successfulJournal()))).timeline).toEqual({
      dynamic: 17_400_000,
      staged: 23_700_000,
      serial: 50_700_000,
      criticalPath: 17_400_000,
      saved: 26.582,
      forkJoin: 17_400_000,
      workBound: expect.closeTo(7_571_526, 0),
      floor: 17_400_000,
      savedAgainstForkJoin: 0,
      error: 12,
    });
  });

  it('leaves out the log of a task that never ran and the result of an unfinished mission', () => {
    const [, , unit] = JSON.parse(missionJson(foldAll(cancelledJournal()))).tasks;
    expect(unit).not.toHaveProperty('log');
    expect(unit.load).toEqual({ cpuSeconds: 0, peakMemory: 0 });
    expect(JSON.parse(missionJson(foldAll(cancelledJournal().slice(0, 5))))).not.toHaveProperty('result');
  });
});

describe('junit', () => {
  it('is well-formed, and its counts match its content', () => {
    const xml = junit(foldAll(failedJournal()));
    const names = xmlNames(xml);
    const count = (name: string) => names.filter((candidate) => candidate === name).length;
    expect([count('testsuite'), count('testcase'), count('failure'), count('error'), count('skipped')]).toEqual([
      2, 7, 2, 1, 3,
    ]);
    expect(xml).toContain('<testsuites name="Example" tests="7" failures="2" errors="1" time="22.510">');
  });

  it('counts an unfinished task as an error', () => {
    const xml = junit(foldAll(cancelledJournal().slice(0, 5)));
    expect(xml).toContain('<error message="pending: it did not end" type="pending"/>');
    expect(xmlNames(xml)).toContain('error');
  });
});

describe('mermaidTimeline', () => {
  it('F43 stays within the limit of GitHub, failures first', () => {
    const text = mermaidTimeline(foldAll(largeJournal(5000)));
    expect(text.length).toBeLessThan(50_000);
    expect(text).toContain('✗');
    expect(text).toContain('4880 shorter attempts are not drawn.');
  });

  it('draws the failed and the longest ones of many attempts, in their order', () => {
    const lines = mermaidTimeline(foldAll(largeJournal(5000)), 502).split('\n');
    const drawn = lines.flatMap((line) => /^ {2}(.) \S+ Part (\d+)/.exec(line)?.slice(1, 3).join(' ') ?? []);
    // Each tenth one has failed. Of the tasks, the first two took the longest; tests come after them.
    const failed = Array.from({ length: 500 }, (_, index) => `✗ ${10 * index + 9}`);
    expect(new Set(drawn)).toEqual(new Set([...failed, '✓ 0', '✓ 1']));
    expect(drawn.slice(0, 4)).toEqual(['✓ 0', '✓ 1', '✗ 9', '✗ 19']);
  });
});

describe('F27 hostile names and output', () => {
  const report = foldAll(hostileJournal());
  const markdown = {
    'master-report.md': masterReport(report),
    'final-report.md': finalReport(report),
    'tasks/section.md': taskReport(report, 'section'),
    'tasks/L3.click.md': taskReport(report, 'L3.click'),
    'job-summary.md': jobSummary(report, { limitBytes: 1_000_000 }),
  };

  for (const [name, text] of Object.entries(markdown)) {
    it(`are escaped in ${name}`, () => {
      const outside = withoutCode(text);
      expect(outside).not.toMatch(/<[a-z/!?]/i);
      expect(outside).not.toMatch(/(?<!\\)\[a(?<!\\)\]/);
      expect(outside).not.toMatch(/^# Not ours/m);
      expect(outside).not.toMatch(/@octocat|#123/);
      expect(text).not.toMatch(/[\u202a-\u202e]|\p{Cc}(?<!\n)/u);
      for (const line of outside.split('\n')) if (line.startsWith('|')) expect(line.endsWith('|')).toBe(true);
    });
  }

  it('leave every table with the same number of cells in each row', () => {
    for (const text of Object.values(markdown)) {
      for (const table of withoutFences(text).matchAll(/(?:^\|.*\|\n)+/gm)) {
        const cells = table[0]
          .trim()
          .split('\n')
          .map((line) => line.replaceAll('\\|', '').split('|').length);
        expect(new Set(cells).size, table[0]).toBe(1);
      }
    }
  });

  it('are escaped in the Mermaid chart', () => {
    const lines = mermaidTimeline(report).split('\n').slice(1, -1);
    expect(lines.at(-1)).toMatch(/^ {2}✗ graph script[^:;#%<>]*:crit, 2000-01-01T00:00:00\.000, 600ms$/);
    const attempts = lines.filter((line) => /^ {2}✗ section script[^:;#%<>]*, attempt [12] :crit, 2000-/.test(line));
    expect(attempts).toHaveLength(2);
    expect(lines.filter((line) => line.trimStart().startsWith('section '))).toEqual([
      '  section Band',
      '  section Tasks',
      '  section Services',
    ]);
  });

  it('are escaped in junit.xml and mission.json', () => {
    const xml = junit(report);
    expect(xmlNames(xml)).toEqual([
      'testsuites',
      'testsuite',
      'properties',
      'property',
      'property',
      'testcase',
      'failure',
      'system-out',
      'testsuite',
      'testcase',
      'failure',
      'testcase',
      'failure',
      'testcase',
      'testsuite',
      'testcase',
      'skipped',
    ]);
    expect(xml).not.toContain(']]>');
    expect(JSON.parse(missionJson(report)).tasks[0].name).toContain('<script>');
  });
});

describe('F43 5,000 tasks', () => {
  it('fold and render in seconds', () => {
    const events = largeJournal(5000);
    const started = cpuTime();
    const report = foldAll(events);
    const documents = [masterReport(report), finalReport(report), missionJson(report), junit(report)];
    expect(cpuTime() - started).toBeLessThan(10_000);
    expect(documents[1]).toContain('Of 3334 tasks and 1666 tests, 4500 succeeded and 500 failed');
  });

  it('the master report of 1,000 tasks is cheap enough to be rewritten while the run goes on', () => {
    const report = foldAll(largeJournal(1000));
    const started = cpuTime();
    for (let time = 0; time < 20; time += 1) masterReport(report);
    expect((cpuTime() - started) / 20).toBeLessThan(200);
  });
});

/** Without fenced blocks of the report; a quotation of the task's own report is kept. */
function withoutFences(text: string): string {
  let fence: string | undefined;
  const kept = text.split('\n').filter((line) => {
    const marker = /^`{3,}/.exec(line)?.[0];
    if (fence !== undefined) {
      if (line === fence) fence = undefined;
      return false;
    }
    fence = marker;
    return marker === undefined;
  });
  expect(fence).toBe(undefined);
  return kept.join('\n');
}

function withoutCode(text: string): string {
  return withoutFences(text).replace(/(?<![\\`])(`+)(?!`).*?(?<!`)\1(?!`)/g, '');
}
