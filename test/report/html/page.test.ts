import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import type { Findings } from '../../../src/report/analysis/findings.ts';
import type { PageData } from '../../../src/report/html/data/data.ts';
import type { PageAssets } from '../../../src/report/html/page.ts';
import { readPageAssets } from '../../../src/run/folder/page-assets.ts';
import type { Event } from '../../../src/schedule/events/event.ts';
import type { TaskPrediction } from '../../../src/schedule/events/prediction.ts';
import { service } from '../../build-mission.ts';
import { foldAll } from '../fold-all.ts';
import { htmlPage } from '../html-page.ts';
import { JournalBuilder, mission, task } from '../journal-builder.ts';
import {
  cancelledJournal,
  failedJournal,
  gatedJournal,
  hostile,
  hostileJournal,
  largeJournal,
  successfulJournal,
} from '../journals.ts';
import { measuredJournal } from '../measured-journal.ts';
import { rememberedJournal } from '../remembered-journal.ts';
import { resumedJournal } from '../resumed-journal.ts';
import { retriedJournal } from '../retried-journal.ts';

const assets: PageAssets = {
  script: Buffer.from('start()'),
  style: 'p{}',
  scriptDigest: 'sha256-script',
  styleDigest: 'sha256-style',
};

const PREDICTION: TaskPrediction = {
  expect: 62_345,
  low: 58_123,
  high: 66_234,
  runs: 20,
  last: Array.from({ length: 10 }, (_, index) => 51_234 + 1000 * index),
  slowAbove: 70_123,
  trend: 16,
  flakiness: { runs: 20, flaky: 3 },
};

function page(events: readonly Event[]): string {
  return htmlPage(foldAll([...events]), assets);
}

function dataIn(text: string): PageData {
  const found = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(text);
  return JSON.parse(found?.[1] ?? '') as PageData;
}

/** The page without its data: what a reader without scripts gets. */
function withoutData(text: string): string {
  return text.replace(/(<script type="application\/json" id="data">).*?(<\/script>)/s, '$1$2');
}

const journals: readonly (readonly [string, () => Event[]])[] = [
  ['successful', successfulJournal],
  ['failed', failedJournal],
  ['cancelled', cancelledJournal],
  ['gated', gatedJournal],
  ['retried', retriedJournal],
  ['hostile', hostileJournal],
  ['remembered', rememberedJournal],
  ['measured', measuredJournal],
  ['resumed', resumedJournal],
  ['large', () => largeJournal(700)],
  ['unstarted', () => []],
  ['in progress', () => successfulJournal().filter(({ at }) => at <= 8_400_000)],
];

describe('report.html', () => {
  it('is the golden failed/report.html; see sections.test.ts for each section', () => {
    const text = withoutData(page(failedJournal()));
    const path = join(import.meta.dirname, '..', 'golden', 'failed', 'report.html');
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, text);
    expect(text).toBe(readFileSync(path, 'utf8'));
  });

  it.each(journals)(
    '%s: every element is closed, every id is unique, every row of a table has all columns',
    (_, journal) => {
      const text = page(journal());
      // Parsed as XML, which is stricter: without the doctype, and with void elements and bare attributes completed.
      const xml = text
        .replace('<!doctype html>', '')
        .replace(/<(meta|link|input)\b([^>]*)>/g, '<$1$2/>')
        .replace(/ (open|hidden)(?=[ >])/g, ' $1=""');
      expect(XMLValidator.validate(xml)).toBe(true);
      const ids = [...text.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
      expect(ids).toEqual([...new Set(ids)]);
      for (const id of ['verdict', 'timeline', 'filter-text', 'filter-status', 'zoom-in', 'zoom-out', 'zoom-reset']) {
        expect(ids).toContain(id);
      }
      for (const id of ['details', 'charts', 'ledger', 'load', 'results', 'machine', 'data', 'shown'])
        expect(ids).toContain(id);
      for (const [table = ''] of text.matchAll(/<table>.*?<\/table>/gs)) {
        expect(table).toMatch(/^<table><caption>[^<]+<\/caption>/);
        const columns = table.match(/<th scope="col"/g)?.length;
        for (const [row = ''] of table.matchAll(/<tr><th scope="row".*?<\/tr>/gs)) {
          expect(row.match(/<t[hd][ >]/g)).toHaveLength(columns ?? 0);
        }
      }
    },
  );

  it.each(journals)('%s: links go to the page itself and to files of the run', (_, journal) => {
    const targets = [...page(journal()).matchAll(/ href="([^"]*)"/g)].map(([, target]) => target ?? '');
    expect(targets.length).toBeGreaterThan(5);
    for (const target of targets) {
      expect(target).toMatch(/^(#[a-z-]+|data:,|(tasks|logs)\/[\w.~%!*-]*|[a-z-]+\.(md|json|xml))$/);
    }
  });

  it('the policy allows the two digests and nothing else', () => {
    const [, policy] =
      /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(page(failedJournal())) ?? [];
    expect(policy?.replaceAll('&apos;', "'")).toBe(
      "default-src 'none'; script-src 'sha256-script'; style-src 'sha256-style'; img-src data:; base-uri 'none'; form-action 'none'",
    );
    // The policy would refuse styles and handlers in the markup.
    for (const [, journal] of journals) expect(page(journal())).not.toMatch(/<[^>]* (style|on\w+)="/);
  });

  it('shows the verdict, and what failed and why with the end of its log, allowed failures last', () => {
    const text = page(failedJournal());
    expect(text).toContain(
      '<strong>The mission failed</strong> because <code>L3.api</code> failed first: exit code 1. It took 22.5 s. Of 3 tasks and 4 tests, ',
    );
    const ids = [...text.matchAll(/<summary>.*?<code>(.*?)<\/code>/g)].map(([, id]) => id);
    expect(ids).toEqual(['web', 'L3.api', 'docs']);
    expect(text).toContain('Timed out after 22.5 s: ran longer than its timeout of 20 s.');
    expect(text).toContain('Did not run because of it: <code>L3.web</code>, <code>L3.all</code>.');
    expect(text).toContain('not ok 2 - rejects a missing key\n  expected 403, got 200</pre>');
    expect(page(successfulJournal())).not.toContain('id="failures"');
  });

  it('blames a service only for what failed after it', () => {
    const builder = new JournalBuilder(
      mission([task('L2.early', { services: ['db'] }), task('L2.late', { services: ['db'] })], {
        services: [service('db')],
      }),
    );
    builder.add({ type: 'service-starting', at: 0, id: 'db', by: 'L2.early' });
    builder.add({ type: 'service-started', at: 0, id: 'db', pid: 77 });
    builder.at(100).add({ type: 'service-ready', at: 100, id: 'db' }).launch('L2.early').launch('L2.late');
    builder.at(500).exit('L2.early', 0, { exitCode: 1 }).end('L2.early', 'failed', 'it exited with code 1', 0);
    builder
      .at(900)
      .add({ type: 'service-failed', at: 900, id: 'db', message: 'it exited with code 1', running: false });
    builder.at(1000).exit('L2.late', 0, { exitCode: 1 }).end('L2.late', 'failed', 'it exited with code 1', 0);
    const text = page(builder.finish('failed'));
    expect(text).toContain('<p>Failed after it and needed it: <code>L2.late</code>.</p>');
    expect(text.match(/Failed after it and needed it/g)).toHaveLength(1);
  });

  it('untrusted text is never markup, in the page and in its data', () => {
    const text = page(hostileJournal());
    expect(text.match(/<script/g)).toHaveLength(2);
    expect(text.match(/<\/script/g)).toHaveLength(2);
    expect(text).not.toMatch(/<(img|iframe|b>alert|system-out)/);
    expect(text).not.toContain('\u202e');
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(dataIn(text).tasks[0]?.name).toContain('<script>alert(1)</script>');
    expect(JSON.stringify(dataIn(text))).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    expect(hostile.name).toContain('\u202e');
  });

  it('stays below 1.5 MB for 1,000 tasks with long names that all fail with long logs, after three attempts, and a history', () => {
    const ids = Array.from({ length: 1000 }, (_, index) => `L2.package-${index}-of-the-monorepo`);
    const steps = [1, 2, 3, 4, 5].map((step) => ({ name: `Step ${step} with a name of some length`, run: 'make' }));
    const builder = new JournalBuilder(
      mission(
        ids.map((id) =>
          task(id, {
            name: `A long name of a package, ${id}`,
            description: 'What it does. '.repeat(20),
            steps,
            load: 1,
          }),
        ),
      ),
    );
    const [started] = builder.events;
    const predictions = Object.fromEntries(ids.map((id) => [id, PREDICTION]));
    if (started?.type === 'mission-started') builder.events[0] = { ...started, predictions };
    const logTail = 'error: <unexpected> "token" & more of it on one long line of the output\n'.repeat(50);
    for (const [index, id] of ids.entries()) {
      builder
        .at(index * 1000)
        .trigger(id)
        .check()
        .defer([id], 'cpu', `CPU ${index % 100} %, limit 75 %`);
      for (const attempt of [1, 2, 3]) {
        builder
          .at(index * 1000 + attempt * 100)
          .check()
          .admit(id, { attempt });
        builder.exit(id, 0, { exitCode: 1 }, { logTail, logBytes: logTail.length });
        if (attempt < 3) builder.retry(id, attempt, 'failure', 'it exited with code 1', 50);
      }
      builder.end(id, 'failed', 'it exited with code 1', 0).sample(50 + (index % 40), 40);
    }
    const report = foldAll(builder.finish('failed'));
    const text = htmlPage(report, readPageAssets() ?? { ...assets, script: Buffer.alloc(90_000, 'x') });
    expect(Buffer.byteLength(text)).toBeLessThan(1_500_000);
    expect(dataIn(text).tasks).toHaveLength(1000);
    expect(dataIn(text).tasks[0]?.usual).toBe('1m02s (58.1 s to 1m06s) in 20 earlier runs ▁▂▃▃▄▅▆▆▇█');
  });

  it('has the learned demand of a task and its source', () => {
    const { tasks } = dataIn(htmlPage(foldAll(rememberedJournal()), assets));
    expect(tasks[0]?.learned).toBe('1.53 CPUs and 2.1 GiB, learned from 6 earlier runs on this class of machine');
    expect(tasks[1]?.learned).toBeUndefined();
    expect(tasks[3]?.learned).toBe('300 MiB, learned from 1 earlier run on this class of machine');
  });

  it('leaves a correction that is very long to the Markdown report', () => {
    const report = foldAll(measuredJournal());
    const { source = '' } = report;
    report.source = source.replace('# Two compilers side by side.', `# ${'long '.repeat(40_000)}`);
    const text = htmlPage(report, assets);
    expect(text).toContain('The diff is too long for this page: see <a href="final-report.md">');
    expect(text.length).toBeLessThan(100_000);
    expect(page(measuredJournal())).toContain('<span class="added">+    load: 26 # guessed\n</span>');
  });

  it('uses findings that the caller has made already', () => {
    const report = foldAll(measuredJournal());
    const findings: Findings = {
      whatIf: { type: 'sentence', sentence: 'Found `before`.' },
      correction: undefined,
    };
    const text = htmlPage(report, assets, findings);
    expect(text).toContain('<p>Found <code>before</code>.</p>');
    expect(text).not.toContain('id="correction"');
  });

  it('without script and style has the same text, and says what is missing', () => {
    const text = htmlPage(foldAll(failedJournal()), undefined);
    expect(text).toContain('script and style were not found');
    expect(text).toContain('<strong>The mission failed</strong>');
    expect(text).toContain('id="ledger"');
    expect(text).not.toMatch(/<script|<style|id="timeline"|href="#timeline"/);
  });
});

describe('the output of the build', () => {
  const built = readPageAssets();

  it('exists, has the digests of its bytes, and cannot end its element', () => {
    if (built === undefined) throw new Error('expected dist/page.js and dist/page.css; run npm run build');
    const digest = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;
    const text = htmlPage(foldAll(failedJournal()), built);
    const script = /<script>(.*?)<\/script>/s.exec(text)?.[1] ?? '';
    const style = /<style>(.*?)<\/style>/s.exec(text)?.[1] ?? '';
    expect(built).toMatchObject({ scriptDigest: digest(script), styleDigest: digest(style) });
    expect(script.length).toBeGreaterThan(50_000);
    expect(script).not.toMatch(/<\/script|<!--|\r/i);
    expect(text).toContain(`script-src &apos;${built.scriptDigest}&apos;`);
  });

  it('makes no network request', () => {
    expect(built?.style).not.toMatch(/url\(|@import/);
    expect(Buffer.from(built?.script ?? '').toString()).not.toMatch(
      /fetch\(|XMLHttpRequest|WebSocket|importScripts|\beval\(|innerHTML\s*=(?!=)|document\.write/,
    );
  });
});

it('a markup parser finds the whole hostile name as text', () => {
  const text = withoutData(page(hostileJournal()));
  const heading = /<h1>.*?<\/h1>/s.exec(text)?.[0] ?? '';
  const { h1 } = new XMLParser({ processEntities: true }).parse(heading) as { readonly h1: string };
  expect(h1).toBe(hostile.name.replace(/[\u202c\u202e]/g, ''));
});
