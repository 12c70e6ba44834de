import { describe, expect, it } from 'vitest';
import { html } from '../../../src/report/html/parts/html.ts';
import { paintCell as paintHtml } from '../../../src/report/html/parts/paint.ts';
import { htmlTable } from '../../../src/report/html/parts/table.ts';
import { paintCell, paintSentence, paintTable } from '../../../src/report/markdown/parts/paint.ts';
import { blank, type Cell, idCell, idsCell, none, prose, text, untrusted } from '../../../src/report/sections/cell.ts';
import { makeTable, moreInJson, rowsOf } from '../../../src/report/sections/table.ts';
import { fc } from '../../suite/fast-check.ts';

function inHtml(cell: Cell): string {
  return html`${paintHtml(cell)}`.markup;
}

const markup = fc.string({ unit: fc.constantFrom(...'<>&"\'|`*_[]()!\\#@\n\u2028\u202e ascript='), maxLength: 40 });

describe('a neutral table', () => {
  const columns = [{ title: 'Id' }, { title: 'Name' }, { title: 'Bar', drawing: true as const }, { title: 'Why' }];
  const bar: Cell = { type: 'share', share: 0.5, kind: 'own' };

  it('leaves out the columns in which no row says anything, but never the first', () => {
    const table = makeTable({
      caption: 'Rows',
      columns,
      rows: [
        [none, blank, bar, none],
        [none, blank, bar, text('because')],
      ],
    });
    expect(table.columns.map(({ title }) => title)).toEqual(['Id', 'Bar', 'Why']);
    expect([...table.rows]).toEqual([
      [none, bar, none],
      [none, bar, text('because')],
    ]);
  });

  it('makes its rows as they are read, and only as many as it needs to see which columns are empty', () => {
    const made: string[] = [];
    const rows = rowsOf(['a', 'b', 'c'], (id) => {
      made.push(id);
      return [idCell(id), id === 'b' ? text('because') : none];
    });
    const table = makeTable({ caption: 'Rows', columns: [{ title: 'Id' }, { title: 'Why' }], rows });
    expect(made).toEqual(['a', 'b']);
    expect(table.rows).toHaveLength(3);
    expect([...table.rows]).toEqual([
      [idCell('a'), none],
      [idCell('b'), text('because')],
      [idCell('c'), none],
    ]);
    expect(made).toEqual(['a', 'b', 'a', 'b', 'c']);
  });

  it('has the same columns in both formats, except for drawings', () => {
    const table = makeTable({
      caption: 'Rows',
      columns,
      rows: [[idCell('a'), blank, bar, text('because')]],
      more: moreInJson(3, 'older row', 'older rows'),
    });
    expect(paintTable(table)).toBe(
      '| Id  | Why     |\n| --- | ------- |\n| `a` | because |\n\n3 older rows are in [mission.json](mission.json).',
    );
    const { markup } = htmlTable(table);
    expect([...markup.matchAll(/<th scope="col">(.*?)<\/th>/g)].map(([, title]) => title)).toEqual([
      'Id',
      'Bar',
      'Why',
    ]);
    expect(markup).toContain('3 older rows are in <a href="mission.json">mission.json</a>.');
  });

  it('says nothing about rows if none is left out', () => {
    expect(moreInJson(0, 'row', 'rows')).toEqual([]);
    expect(paintSentence(moreInJson(1, 'row', 'rows'), 'alone')).toBe('1 row is in `mission.json`.');
  });
});

describe('cells', () => {
  it.each<[Cell, string, string]>([
    [none, '–', '–'],
    [blank, '', ''],
    [{ type: 'text', text: 'own', strong: true }, '**own**', '<strong>own</strong>'],
    [{ type: 'code', text: 'git apply' }, '`git apply`', '<code>git apply</code>'],
    [untrusted('a <b>'), 'a &lt;b&gt;', 'a &lt;b&gt;'],
    [{ type: 'id', id: 'L2.1' }, '`L2.1`', '<code>L2.1</code>'],
    [
      { type: 'id', id: 'L2.1', link: 'report' },
      '[`L2.1`](tasks/L2.1.md)',
      '<a href="tasks/L2.1.md"><code>L2.1</code></a>',
    ],
    [{ type: 'id', id: 'db', link: 'log' }, '[`db`](logs/db.log)', '<a href="logs/db.log"><code>db</code></a>'],
    [idsCell(['a', 'b', 'c'], 2), '`a`, `b` and 1 more', '<code>a</code>, <code>b</code> and 1 more'],
    [{ type: 'duration', milliseconds: 125_000 }, '2m05s', '2m05s'],
    [{ type: 'offset', at: 3_200, total: 60_000 }, '0:03.2', '0:03.2'],
    [{ type: 'percent', value: 12.34 }, '12.3 %', '12.3 %'],
    [{ type: 'figure', value: 12.34, decimals: 1 }, '12.3', '12.3'],
    [{ type: 'bytes', bytes: 1536 }, '1.5 KiB', '1.5 KiB'],
    [
      { type: 'task-status', status: 'failed', phrase: 'failed' },
      '❌ failed',
      '<span class="brief"><span class="sign s-failed" aria-hidden="true">✗</span> failed</span>',
    ],
    [
      { type: 'service-status', status: 'ready', phrase: 'ready' },
      '▶️ ready',
      '<span class="sign s-running" aria-hidden="true">▶</span> ready',
    ],
    [{ type: 'verdict', verdict: 'deferred' }, 'deferred', '<span class="verdict-deferred">deferred</span>'],
    [
      { type: 'band', band: 'RED', forced: true },
      'RED, **forced**',
      '<span class="band b-RED">RED</span>, <strong>forced</strong>',
    ],
  ])('%j in Markdown and in HTML', (cell, inMarkdown, markup) => {
    expect(paintCell(cell, 'beside-files', 'cell')).toBe(inMarkdown);
    expect(inHtml(cell)).toBe(markup);
  });

  it('link nothing in a document without the files of the run', () => {
    expect(paintCell({ type: 'id', id: 'L2.1', link: 'report' }, 'alone', 'cell')).toBe('`L2.1`');
  });

  it('mark the code of a sentence', () => {
    expect(prose('Use `git apply`, or copy.')).toEqual([
      text('Use '),
      { type: 'code', text: 'git apply' },
      text(', or copy.'),
    ]);
  });

  it('keep untrusted text and ids inside in both formats', () => {
    fc.assert(
      fc.property(markup, (input) => {
        for (const cell of [untrusted(input), idCell(input), idsCell([input, input])]) {
          const outside = inHtml(cell).replace(/<\/?code>/g, '');
          expect(outside).not.toMatch(/[<>"'\u202e\u2028]|&(?!(amp|lt|gt|quot|apos);)/);
          expect(paintCell(cell, 'beside-files', 'cell')).not.toMatch(/[\n\u202e\u2028]|(?<!\\)\|/);
        }
      }),
    );
  });
});
