import { describe, expect, it } from 'vitest';
import { whatIfFindings } from '../../src/report/analysis/what-if-findings.ts';
import { pageResults } from '../../src/report/html/sections/results.ts';
import { whatIfSection } from '../../src/report/markdown/sections/what-if.ts';
import { taskReport } from '../../src/report/markdown/task-report.ts';
import { finalReport } from './final-report.ts';
import { foldAll } from './fold-all.ts';
import { JournalBuilder, mission, task } from './journal-builder.ts';
import { missionJson } from './mission-json.ts';
import { pageData } from './page-data.ts';
import { stepsJournal } from './steps-journal.ts';

const report = foldAll(stepsJournal());
const condition = "its condition does not hold: env.UPLOAD == 'yes'";

describe('what held the run back', () => {
  it('are pools and locks, if no limit did', () => {
    const tasks = ['a', 'b'].map((id) => task(id, { pools: { gpu: 1 }, ...(id === 'b' ? { tags: ['e2e'] } : {}) }));
    const builder = new JournalBuilder(mission(tasks));
    builder.launch('a').trigger('b').check().defer(['b'], 'pool', 'pool gpu: 1 of 1 places taken');
    builder.at(30_000).succeed('a').check().admit('b');
    const waiting = foldAll(builder.at(50_000).succeed('b').finish('succeeded'));
    const section = whatIfSection(whatIfFindings(waiting));
    expect(section).toContain('Locks and pools did: in sum, tasks waited for pool 30 s.');
    expect(section).not.toContain('No limit held anything back');
    const { tasks: entries } = JSON.parse(missionJson(waiting));
    expect(entries.map(({ tags }: { readonly tags?: readonly string[] }) => tags)).toEqual([undefined, ['e2e']]);
  });
});

describe('steps, workspaces, kept files and the setup of a service', () => {
  it('are in the report of the task, with the reason of a step that was skipped', () => {
    const text = taskReport(report, 'shop');
    const rows = text.split('\n').map((line) => line.replace(/ +/g, ' '));
    expect(rows).toContain(`| 2 | Upload | ⏭️ skipped | – | ${condition} |`);
    expect(rows).toContain('| 4 | finally: Save the logs | ⏭️ skipped | – | its condition does not hold: failure() |');
    expect(text).toContain('a checkout of its own, made in 300 ms, kept in `/srv/mission-shop`');
    expect(text).toContain('## Files\n\n130 files, 3 MiB.');
    expect(taskReport(report, 'copy')).toContain('a copy of the workspace of `shop`');
  });

  it('are in the data of the page', () => {
    const [shop, copy] = pageData(report).tasks;
    expect(shop?.steps?.[1]).toEqual(['Upload', 'skipped', 0, condition]);
    expect(shop?.steps?.[0]).toEqual(['Build', 'succeeded', expect.any(Number)]);
    expect(shop?.workspace).toBe('a checkout of its own, made in 300 ms, kept in /srv/mission-shop');
    expect(copy?.workspace).toBe('a copy of the workspace of shop');
    expect(shop?.files).toMatchObject({ total: '130 files, 3 MiB', more: 122 });
    expect(shop?.files?.names.slice(0, 2)).toEqual(['coverage/index.html', 'coverage/a b#c.html']);
    expect(copy).not.toHaveProperty('files.total');
    expect(pageData(report).services[0]).toMatchObject({ ready: 4_000, setup: 2_500 });
  });

  it('show how long the setup of a service took, in all documents', () => {
    const rows = finalReport(report).split('\n');
    expect(rows.find((line) => line.includes('Ready after'))).toMatch(/Ready after \| +Setup \|/);
    expect(rows.find((line) => line.includes('PostgreSQL'))).toMatch(/\| +4 s \| +2\.5 s \|/);
    expect(pageResults(report).markup).toContain('2.5 s');
    const { services, tasks } = JSON.parse(missionJson(report));
    expect(services).toMatchObject([{ id: 'db', ready: 4_000, setup: 2_500 }]);
    expect(tasks[0].steps[1]).toMatchObject({ name: 'Upload', status: 'skipped', reason: condition });
  });
});
