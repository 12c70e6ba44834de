import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { junit } from '../../src/report/data/junit.ts';
import { jobSummary } from '../../src/report/markdown/job-summary.ts';
import { taskReport } from '../../src/report/markdown/task-report.ts';
import type { Event } from '../../src/schedule/events/event.ts';
import { criticalMemoryJournal } from './critical-memory-journal.ts';
import { finalReport } from './final-report.ts';
import { foldAll } from './fold-all.ts';
import { cancelledJournal, failedJournal, gatedJournal, hostileJournal, successfulJournal } from './journals.ts';
import { masterReport } from './master-report.ts';
import { measuredJournal } from './measured-journal.ts';
import { missionJson } from './mission-json.ts';
import { rememberedJournal } from './remembered-journal.ts';
import { resumedJournal } from './resumed-journal.ts';
import { retriedJournal } from './retried-journal.ts';

const folder = join(import.meta.dirname, 'golden');

const journals: readonly { name: string; events: Event[]; reports: readonly string[] }[] = [
  { name: 'successful', events: successfulJournal(), reports: ['L2.2.1', 'L3.2.4.1'] },
  { name: 'in-progress', events: upTo(successfulJournal(), 140), reports: ['L3.2.3.1'] },
  { name: 'failed', events: failedJournal(), reports: ['L3.api', 'web', 'L3.web', 'L3.docs'] },
  { name: 'cancelled', events: cancelledJournal(), reports: ['build'] },
  { name: 'gated', events: gatedJournal(), reports: ['L3.a'] },
  {
    name: 'retried',
    events: retriedJournal(),
    reports: ['L2.1', 'L2.3', 'L3.1 (chrome, 24)', 'L3.2', 'L3.3', 'L3.5'],
  },
  { name: 'retrying', events: retriedJournal().filter(({ at }) => at <= 18_000), reports: ['L2.1'] },
  { name: 'remembered', events: rememberedJournal(), reports: ['L2.slow', 'L2.flaky', 'L3.skipped'] },
  { name: 'measured', events: measuredJournal(), reports: ['build'] },
  { name: 'resumed', events: resumedJournal(), reports: ['build', 'migrate', 'pack'] },
  { name: 'critical-memory', events: criticalMemoryJournal(), reports: ['L2.2', 'L2.3'] },
  {
    name: 'paused',
    events: criticalMemoryJournal().filter(({ at }) => at <= 5_450),
    reports: ['L2.2'],
  },
  { name: 'hostile', events: hostileJournal(), reports: ['section'] },
];

describe('golden documents', () => {
  for (const { name, events, reports } of journals) {
    const report = foldAll(events);
    const documents: Record<string, string> = {
      'master-report.md': masterReport(report),
      'final-report.md': finalReport(report),
      'job-summary.md': jobSummary(report, { limitBytes: 1_000_000 }),
      'mission.json': missionJson(report),
      'junit.xml': junit(report),
      ...Object.fromEntries(reports.map((id) => [`tasks/${id}.md`, taskReport(report, id)])),
    };
    for (const [file, text] of Object.entries(documents)) {
      it(`${name}/${file}`, () => {
        const path = join(folder, name, file);
        if (process.env.UPDATE_GOLDEN === '1') {
          mkdirSync(dirname(path), { recursive: true });
          writeFileSync(path, text);
        }
        expect(text).toBe(readFileSync(path, 'utf8'));
      });
    }
  }
});

function upTo(events: Event[], minutes: number): Event[] {
  return events.filter(({ at }) => at <= minutes * 60_000);
}
