import { expect, test } from 'vitest';
import { paintTable } from '../../../src/report/markdown/parts/paint.ts';
import { untrusted } from '../../../src/report/sections/cell.ts';
import { makeTable } from '../../../src/report/sections/table.ts';
import { blockPieces, joinBlocks, joinPieces, markdownTable } from '../../../src/report/text/markdown-table.ts';

const columns = [{ title: 'A' }, { title: 'B', align: 'right' as const }];

test.each([0, 1, 97, 98, 99, 198, 199, 1000])('a table of %i rows has a line for each, in order', (count) => {
  const rows = Array.from({ length: count }, (_, index) => [`a${index}`, `${index}`]);
  const lines = rows.map(([first, second]) => `| ${first} | ${second} |`);
  expect(markdownTable(columns, rows, 0).split('\n').slice(2)).toEqual(lines);
});

test('blocks in pieces are the document that they are as one text, without those that are empty', () => {
  const blocks = ['', '# Title', '', 'Text', '## Table\n\n| a |', ''];
  const inPieces = [[], ['# ', 'Title'], '', ['', 'Te', '', 'xt'], ['## Table', '\n\n', '| a |'], ['']];
  expect(joinPieces(blockPieces(inPieces))).toBe(joinBlocks(blocks));
  expect(joinPieces(blockPieces(blocks))).toBe('# Title\n\nText\n\n## Table\n\n| a |\n');
  expect(joinPieces(blockPieces([]))).toBe('\n');
});

test('rows that are painted one by one are the same as those of a short table', () => {
  const paint = (from: number, to: number): string[] => {
    const rows = Array.from({ length: to - from }, (_, index) => [untrusted(`a|${from + index}`), untrusted('*')]);
    return paintTable(makeTable({ caption: 'Rows', columns, rows }), 'alone', 0).split('\n');
  };
  const [head = '', rule = '', ...first] = paint(0, 700);
  expect(first).toHaveLength(700);
  expect(paint(0, 1400)).toEqual([head, rule, ...first, ...paint(700, 1400).slice(2)]);
});
