import { describe, expect, test } from 'vitest';
import {
  escapeWorkflowCommands,
  maximumLineLength,
  wrapInStopCommands,
} from '../../../src/report/text/escape-workflow-commands.ts';
import { fc } from '../../suite/fast-check.ts';

/** Parsed like the runner does: `::name` after blanks, `##[name]` anywhere. */
function commandsIn(lines: readonly string[]): readonly string[] {
  return lines
    .flatMap((line) => line.split(/[\n\r\u0085\u2028\u2029]/))
    .filter((line) => line.trimStart().startsWith('::') || line.includes('##['));
}

describe('F23 escapeWorkflowCommands', () => {
  test.each([
    '::error::boom',
    ' \t::add-mask::a',
    'progress 50%\r::set-env name=PATH::/evil',
    'text ##[error]boom',
    'a\u2028::error::b',
    '\u001b[31m::error::coloured',
    '#\u0000#\u0000[error]assembled',
    '\ufeff::error::behind a mark',
    '\u00a0::error::behind a blank that is not a space',
    'one\n::stop-commands::token\ntwo',
  ])('%j holds no command', (text) => {
    const lines = escapeWorkflowCommands(text);
    expect(commandsIn(lines)).toEqual([]);
    expect(lines.join('').length).toBeGreaterThan(3);
  });

  test('no text becomes a command', () => {
    const piece = fc.constantFrom(
      '::',
      ':',
      '#',
      '##[',
      '[',
      'error',
      ' ',
      '\t',
      '\r',
      '\n',
      '\u2028',
      '\u0000',
      '\u001b[0m',
      '\u200b',
    );
    fc.assert(
      fc.property(fc.oneof(fc.array(piece), fc.array(fc.string({ unit: 'binary' }))), (pieces) => {
        expect(commandsIn(escapeWorkflowCommands(pieces.join('')))).toEqual([]);
      }),
    );
  });

  test('ordinary text is left as it is', () => {
    expect(escapeWorkflowCommands('a::b  # [x] \tc\r\nΔ 日本 🙂')).toEqual(['a::b  # [x] \tc', 'Δ 日本 🙂']);
  });

  test('a line over the limit is cut and says so', () => {
    const [line] = escapeWorkflowCommands('x'.repeat(maximumLineLength + 5));
    expect(line).toBe(`${'x'.repeat(maximumLineLength)} … (5 more characters)`);
  });
});

describe('F23 wrapInStopCommands', () => {
  test('wraps the lines in a pair of the same token', () => {
    expect(wrapInStopCommands(['a', 'b'], () => 'secret')).toBe('::stop-commands::secret\na\nb\n::secret::\n');
  });

  test('a token that occurs in the text is not used', () => {
    const tokens = ['first', 'second'];
    expect(wrapInStopCommands(['::first::'], () => tokens.shift() ?? '')).toContain('::stop-commands::second\n');
  });
});
