import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../../src/mission/diagnostics/diagnostic.ts';
import { diagnosticsJson, drawDiagnostics } from '../../../src/mission/diagnostics/draw.ts';

const finding: Diagnostic = {
  file: 'mission.yml',
  line: 2,
  column: 3,
  endLine: 2,
  endColumn: 7,
  severity: 'error',
  code: 'some-code',
  message: 'expected one thing, found another',
};

function draw(changes: Partial<Diagnostic>, text: string): string {
  return drawDiagnostics([{ ...finding, ...changes }], text, { color: false });
}

describe('drawing', () => {
  test('without findings, nothing is drawn', () => {
    expect(drawDiagnostics([], 'name: a', { color: true })).toBe('');
  });

  test('message, line, carets, related place, hint, count', () => {
    const related = [{ line: 1, column: 1, message: 'the other one' }];
    expect(draw({ hint: 'do this', related }, 'first\n  need: x\n')).toBe(
      [
        'mission.yml:2:3: error: expected one thing, found another [some-code]',
        '2 |   need: x',
        '  |   ^^^^',
        '  = line 1: the other one',
        '1 | first',
        '  | ^',
        '  = hint: do this',
        '',
        '1 error',
        '',
      ].join('\n'),
    );
  });

  test('errors, warnings and hints are counted separately, errors first', () => {
    const drawn = drawDiagnostics(
      [finding, { ...finding, severity: 'warning' }, { ...finding, severity: 'hint' }, { ...finding, line: 1 }],
      'a\nb',
      { color: false },
    );
    expect(drawn.endsWith('\n\n2 errors, 1 warning, 1 hint\n')).toBe(true);
  });

  test('the first 1,000 findings are drawn and all are counted', () => {
    const many = Array.from({ length: 1500 }, () => finding);
    const drawn = drawDiagnostics(many, 'a\nb', { color: false });
    expect(drawn.match(/mission\.yml:2:3/g)).toHaveLength(1000);
    expect(drawn.endsWith('… and 500 more; `--json` lists them all\n\n1500 errors\n')).toBe(true);
  });

  test('colour adds escape codes and nothing else', () => {
    const text = 'first\n  need: x\n';
    const colored = drawDiagnostics([finding], text, { color: true });
    expect(colored).toContain('\u001b[1;31merror:\u001b[0m');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape codes begin with one.
    expect(colored.replace(/\u001b\[[\d;]*m/g, '')).toBe(drawDiagnostics([finding], text, { color: false }));
  });

  test('a tab takes two columns and a wide character two, so the caret stands below its range', () => {
    expect(draw({ line: 1, column: 7, endLine: 1, endColumn: 9 }, 'a:\t日本 xy')).toContain(
      '1 | a:  日本 xy\n  |          ^^\n',
    );
  });

  test('a combining mark takes no column', () => {
    expect(draw({ line: 1, column: 4, endLine: 1, endColumn: 5 }, 'e\u0301 x')).toContain('1 | e\u0301 x\n  |   ^\n');
  });

  test('a range over several lines is marked to the end of its first line', () => {
    expect(draw({ line: 1, column: 3, endLine: 3, endColumn: 1 }, 'a: bcd\r\ne\nf')).toContain(
      '1 | a: bcd\n  |   ^^^^\n',
    );
  });

  test('a range after the end of its line has one caret', () => {
    expect(draw({ line: 1, column: 5, endLine: 1, endColumn: 5 }, 'abcd')).toContain('1 | abcd\n  |     ^\n');
  });

  test('a place outside the text is drawn without a line', () => {
    expect(draw({ line: 9 }, 'a')).toBe(
      'mission.yml:9:3: error: expected one thing, found another [some-code]\n\n1 error\n',
    );
  });

  test('a very long line is cut to the part around the range', () => {
    const text = `${'a'.repeat(500_000)}NEEDLE${'b'.repeat(500_000)}`;
    const drawn = draw({ line: 1, column: 500_001, endLine: 1, endColumn: 500_007 }, text);
    const [, source = '', carets = ''] = drawn.split('\n');
    expect(source.length).toBeLessThan(200);
    expect(source.startsWith('1 | …aaa')).toBe(true);
    expect(source.endsWith('b…')).toBe(true);
    expect(carets.indexOf('^')).toBe(source.indexOf('NEEDLE'));
    expect(carets.trimEnd().length - carets.indexOf('^')).toBe('NEEDLE'.length);
  });

  test('control characters and characters that change the direction of text are spelled out', () => {
    const drawn = draw({ line: 1, column: 1, endLine: 1, endColumn: 3, message: 'a\u001bb' }, '\u001b[31m\u202eabc');
    expect(drawn).toContain('a<U+001B>b');
    expect(drawn).toContain('1 | <U+001B>[31m<U+202E>abc\n  | ^^^^^^^^^\n');
  });

  test('a byte order mark takes no column', () => {
    expect(draw({ line: 1, column: 1, endLine: 1, endColumn: 2 }, '\uFEFFab')).toContain('1 | ab\n  | ^\n');
  });
});

describe('as JSON', () => {
  test('exactly the keys of the specification, in its order', () => {
    const full = { ...finding, hint: 'do this', related: [{ line: 1, column: 2, message: 'there' }] };
    expect(diagnosticsJson([full])).toBe(`${JSON.stringify([full], null, 2)}\n`);
    expect(Object.keys(JSON.parse(diagnosticsJson([finding]))[0])).toEqual([
      'file',
      'line',
      'column',
      'endLine',
      'endColumn',
      'severity',
      'code',
      'message',
    ]);
  });

  test('no findings are an empty list', () => {
    expect(diagnosticsJson([])).toBe('[]\n');
  });
});
