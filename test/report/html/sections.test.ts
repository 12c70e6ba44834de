import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../../src/report/analysis/findings.ts';
import type { Markup } from '../../../src/report/html/parts/html.ts';
import { paintList } from '../../../src/report/html/parts/paint.ts';
import { pageCorrection } from '../../../src/report/html/sections/correction.ts';
import { pageFailures } from '../../../src/report/html/sections/failures.ts';
import { pageHead } from '../../../src/report/html/sections/head.ts';
import { pageHistory } from '../../../src/report/html/sections/history.ts';
import { pageLedger } from '../../../src/report/html/sections/ledger.ts';
import { pageLoad } from '../../../src/report/html/sections/load.ts';
import { pageMachine } from '../../../src/report/html/sections/machine.ts';
import { pageResults } from '../../../src/report/html/sections/results.ts';
import { pageTime } from '../../../src/report/html/sections/time.ts';
import { pageTimeline } from '../../../src/report/html/sections/timeline.ts';
import { pageWhatIf } from '../../../src/report/html/sections/what-if.ts';
import type { RunReport } from '../../../src/report/model/run.ts';
import { rerunList } from '../../../src/report/sections/rerun.ts';
import { warningsList } from '../../../src/report/sections/warnings.ts';
import type { Event } from '../../../src/schedule/events/event.ts';
import { foldAll } from '../fold-all.ts';
import { cancelledJournal, failedJournal, gatedJournal, hostileJournal, successfulJournal } from '../journals.ts';
import { measuredJournal } from '../measured-journal.ts';
import { rememberedJournal } from '../remembered-journal.ts';
import { resumedJournal } from '../resumed-journal.ts';
import { retriedJournal } from '../retried-journal.ts';

const folder = join(import.meta.dirname, '..', 'golden', 'page');

const runs = {
  successful: successfulJournal,
  'in-progress': () => successfulJournal().filter(({ at }) => at <= 8_400_000),
  failed: failedJournal,
  cancelled: cancelledJournal,
  gated: gatedJournal,
  retried: retriedJournal,
  hostile: hostileJournal,
  remembered: rememberedJournal,
  measured: measuredJournal,
  resumed: resumedJournal,
  unstarted: () => [],
} satisfies Record<string, () => Event[]>;

type Run = keyof typeof runs;

const sections: readonly { readonly name: string; of(report: RunReport): Markup; readonly runs: readonly Run[] }[] = [
  { name: 'head', of: pageHead, runs: ['successful', 'in-progress', 'cancelled', 'remembered', 'resumed', 'hostile'] },
  { name: 'failures', of: pageFailures, runs: ['failed', 'retried', 'cancelled', 'hostile'] },
  {
    name: 'warnings',
    of: (report) => paintList('warnings', warningsList(report), report.duration),
    runs: ['failed', 'resumed', 'hostile'],
  },
  { name: 'rerun', of: (report) => paintList('rerun', rerunList(report), report.duration), runs: ['resumed'] },
  { name: 'timeline', of: (report) => pageTimeline(report, true), runs: ['gated', 'retried', 'resumed'] },
  { name: 'time', of: pageTime, runs: ['successful', 'in-progress'] },
  { name: 'what-if', of: (report) => pageWhatIf(findingsOf(report).whatIf), runs: ['gated', 'successful'] },
  { name: 'history', of: pageHistory, runs: ['remembered'] },
  { name: 'results', of: pageResults, runs: ['retried', 'resumed', 'hostile'] },
  { name: 'load', of: pageLoad, runs: ['measured', 'failed'] },
  { name: 'correction', of: (report) => pageCorrection(findingsOf(report).correction), runs: ['measured'] },
  { name: 'ledger', of: pageLedger, runs: ['gated', 'unstarted'] },
  { name: 'machine', of: pageMachine, runs: ['successful'] },
];

describe('a section of the page', () => {
  for (const { name, of, runs: states } of sections) {
    it.each(states)(`${name} of a run: %s`, (state) => {
      const { markup } = of(foldAll(runs[state]()));
      const path = join(folder, name, `${state}.html`);
      if (process.env.UPDATE_GOLDEN === '1') {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, markup);
      }
      expect(markup).not.toBe('');
      expect(markup).toBe(readFileSync(path, 'utf8'));
    });
  }
});
