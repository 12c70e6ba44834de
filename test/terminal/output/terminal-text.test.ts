import xterm from '@xterm/headless';
import { describe, expect, it } from 'vitest';
import { createTerminalText, terminalLine } from '../../../src/terminal/output/terminal-text.ts';
import { fc } from '../../suite/fast-check.ts';

const { Terminal } = xterm;
const esc = '\u001b';

describe('terminalLine', () => {
  it.each([
    ['plain', 'plain'],
    [
      '\u001b[1;31mred\u001b[0m and \u001b[38:5:208mother',
      '\u001b[1;31mred\u001b[0m and \u001b[38:5:208mother\u001b[0m',
    ],
    ['a\u001b[2Jb\u001b[10;10Hc\u001b[?25ld\u001b]0;title\u0007e\u001b[1Af', 'abcdef'],
    ['10 %\r50 %\r100 %', '100 %'],
    ['old text\u001b[2K\u001b[1Gnew', 'new'],
    ['old\u001b[Gnew', 'new'],
    ['done\r', 'done'],
    ['\u202eevil\u202c \u0007\u0008\u009b2J', 'evil '],
    ['tab\tstays', 'tab\tstays'],
    ['\r\r', ''],
    ['cut off \u001b[3', 'cut off '],
    ['cut off \u001b', 'cut off '],
    ['\u001b]8;;https://example.com\u001b\\link\u001b]8;;\u001b\\', 'link'],
    ['\u001b[?1049halternate', 'alternate'],
    ['\u001b(0lqk', 'lqk'],
    ['one line\u2028not two\u2029or three', 'one line not two or three'],
    ['✓ passed', '✓ passed'],
    ['\u001b[32m✓\u001b[39m passed', '\u001b[32m✓\u001b[39m passed'],
  ])('%j is shown as %j', (line, shown) => {
    expect(terminalLine(line)).toBe(shown);
  });
});

describe('the lines of one program', () => {
  const lines = (...texts: readonly string[]): readonly string[] => texts.map(createTerminalText().line);

  it('F186 keep a style over lines, each of which ends plain', () => {
    expect(lines(`${esc}[31mred`, 'still red', `plain${esc}[0m from here`, 'plain')).toEqual([
      `${esc}[31mred${esc}[0m`,
      `${esc}[31mstill red${esc}[0m`,
      `${esc}[31mplain${esc}[0m from here`,
      'plain',
    ]);
  });

  it('keep one sequence for each attribute, however many are printed', () => {
    const many = Array.from({ length: 1000 }, (_, index) => `${esc}[${30 + (index % 8)};1m`).join('');
    expect(lines(many, 'next')[1]).toBe(`${esc}[1m${esc}[37mnext${esc}[0m`);
  });

  it('keep the next attribute after a colour that lacks a figure', () => {
    expect(lines(`${esc}[38;5m${esc}[1mbold`, 'bold')[1]).toBe(`${esc}[1m${esc}[38;5mbold${esc}[0m`);
  });

  it('take linear time, whatever they hold', () => {
    const hostile = [`${esc}[`, `${esc}[0`, `${esc}[1m`, `${esc}(`, `${esc}[2K`, '\r', 'a', `${esc}]8;;`, '\u2028'];
    for (const piece of hostile) {
      const shown = lines(`${piece.repeat(100_000)}é`, `${piece.repeat(100_000)}${esc}`, 'end');
      expect(shown[2], JSON.stringify(piece)).toContain('end');
    }
  });

  it('keep the style that an overwritten part has set', () => {
    expect(lines(`${esc}[32mold\rnew`)).toEqual([`${esc}[32mnew${esc}[0m`]);
  });

  it('F186 look in a terminal as the program printed them, and leave it plain', async () => {
    const sequence = fc.oneof(
      fc.constantFrom(
        '0',
        '',
        '1',
        '2',
        '3',
        '4',
        '7',
        '9',
        '22',
        '23',
        '24',
        '27',
        '29',
        '31',
        '39',
        '44',
        '49',
        '97',
        '103',
      ),
      fc.constantFrom('38;5', '48;2;1', '4:3', '4:0', '00', '5;', '53', '58;5;9', '59'),
      fc.constantFrom('38;5;208', '48;2;10;20;30', '1;31', '0;36', '39;49', '38;5;1;4'),
    );
    const piece = fc.oneof(
      fc.constantFrom('a', 'bc', ' '),
      sequence.map((codes) => `${esc}[${codes}m`),
    );
    const line = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 5 }), async (texts) => {
        const shown = lines(...texts);
        expect(await cells([...shown, 'end'])).toEqual([...(await cells(texts)).slice(0, texts.length), 'e-n-d-']);
      }),
      { numRuns: 100 },
    );
  });
});

/** Each row as its characters with their styles; a plain character is followed by `-`. */
async function cells(texts: readonly string[]): Promise<readonly string[]> {
  const terminal = new Terminal({ cols: 40, rows: 10, allowProposedApi: true });
  await new Promise<void>((resolve) => terminal.write(texts.join('\r\n'), resolve));
  const rows = texts.map((_, row) => {
    const buffer = terminal.buffer.active.getLine(row);
    const shown = Array.from({ length: 16 }, (_unused, column) => buffer?.getCell(column));
    return shown
      .map((cell) => {
        if (cell === undefined || cell.getChars() === '') return '';
        const attributes = [
          cell.isBold(),
          cell.isDim(),
          cell.isItalic(),
          cell.isUnderline(),
          cell.isInverse(),
          cell.isStrikethrough(),
        ];
        const colors = [cell.getFgColorMode(), cell.getFgColor(), cell.getBgColorMode(), cell.getBgColor()];
        const isPlain = attributes.every((value) => value === 0) && cell.isFgDefault() && cell.isBgDefault();
        return `${cell.getChars()}${isPlain ? '-' : JSON.stringify([...attributes, ...colors])}`;
      })
      .join('');
  });
  terminal.dispose();
  return rows;
}
