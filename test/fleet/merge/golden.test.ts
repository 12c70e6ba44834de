import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mergeReports } from '../../../src/fleet/merge/merge-reports.ts';
import { junit } from '../../../src/report/data/junit.ts';
import { jobSummary } from '../../../src/report/markdown/job-summary.ts';
import type { RunReport } from '../../../src/report/model/run.ts';
import { finalReport } from '../../report/final-report.ts';
import { htmlPage } from '../../report/html-page.ts';
import { missionJson } from '../../report/mission-json.ts';
import { outline, part, threeParts } from './three-runners.ts';

const folder = join(import.meta.dirname, 'golden');

const reports: readonly (readonly [string, RunReport])[] = [
  ['three-runners', mergeReports(threeParts(), outline).report],
  ['part-missing', mergeReports([part(1), part(2, {}, 'failed')], outline).report],
];

describe('golden documents of several runners', () => {
  for (const [name, report] of reports) {
    const documents = {
      'final-report.md': finalReport(report),
      'job-summary.md': jobSummary(report, { limitBytes: 1_000_000 }),
      'mission.json': missionJson(report),
      'junit.xml': junit(report),
      'report.html': htmlPage(report, undefined),
    };
    for (const [file, text] of Object.entries(documents)) {
      test(`${name}/${file}`, () => {
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
