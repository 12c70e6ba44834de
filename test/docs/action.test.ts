import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { codeWords, readText, rowNames, section, tableRows } from './markdown.ts';

interface ActionFile {
  readonly description: string;
  readonly inputs: Readonly<Record<string, { readonly required?: boolean; readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

const action: ActionFile = parse(readText('action.yml'));
const document = readText('docs/action.md');

test('the description in action.yml is shorter than 125 characters, as GitHub Marketplace requires', () => {
  expect(action.description.length).toBeGreaterThan(20);
  expect(action.description.length).toBeLessThan(125);
});

describe('docs/action.md', () => {
  test('has a row for every input and no other rows', () => {
    expect(rowNames(section(document, 'Inputs'))).toEqual(Object.keys(action.inputs));
  });

  test('names the default of every input that has one', () => {
    for (const [name = '', written = ''] of tableRows(section(document, 'Inputs'))) {
      const input = action.inputs[codeWords(name)[0] ?? ''];
      expect(written === 'required', name).toBe(input?.required === true);
      const fallback = input?.default ?? '';
      expect(codeWords(written), name).toEqual(fallback === '' ? [] : [fallback]);
    }
  });

  test('has a row for every output and no other rows', () => {
    expect(rowNames(section(document, 'Outputs'))).toEqual(Object.keys(action.outputs));
  });
});
