import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { codeWords, readText, rowNames, section, tableRows } from './markdown.ts';

interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly required?: boolean; readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

const action: ActionFile = parse(readText('action.yml'));
const document = readText('docs/action.md');

describe('docs/action.md', () => {
  test('has a row for every input, and no other', () => {
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

  test('has a row for every output, and no other', () => {
    expect(rowNames(section(document, 'Outputs'))).toEqual(Object.keys(action.outputs));
  });
});
