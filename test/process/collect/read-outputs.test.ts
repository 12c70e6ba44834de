import { describe, expect, it } from 'vitest';
import { parseOutputs } from '../../../src/process/collect/read-outputs.ts';
import { fc } from '../../suite/fast-check.ts';

describe('parseOutputs', () => {
  it('reads lines and blocks, the last value of a name counts', () => {
    expect(parseOutputs('a=1\n\nb<<EOF\r\nx\n=y\nEOF\r\nc=\nd=<<x\na=2')).toEqual({
      type: 'outputs',
      values: { a: '2', b: 'x\n=y', c: '', d: '<<x' },
    });
    expect(parseOutputs('\n\n')).toEqual({ type: 'none' });
    expect(parseOutputs('empty<<E\nE\n')).toEqual({ type: 'outputs', values: { empty: '' } });
  });

  it.each([
    ['=x', 'line 1: expected a name of letters'],
    ['ok=1\na b=x', 'line 2: expected a name of letters'],
    ['__proto__=x', 'line 1: expected a name of letters'],
    ['a\rb=x', 'line 1: expected a name of letters'],
    ['a<<', 'line 1: expected a delimiter after `<<`, found "a<<"'],
    ['text', 'line 1: expected NAME=VALUE or NAME<<DELIMITER, found "text"'],
  ])('F25 rejects %j with the line and what is expected', (text, message) => {
    expect(parseOutputs(text)).toEqual({ type: 'rejected', message: expect.stringContaining(message) });
  });

  it('F25 shows only a safe beginning of what it found', () => {
    const result = parseOutputs(`\u001b[31m${'x'.repeat(1000)}`);
    expect(result).toMatchObject({ message: expect.stringMatching(/^[\x20-\x7e…]{1,160}$/) });
  });

  it('gives back any value that was written as a block', () => {
    const value = fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\r', ''));
    fc.assert(
      fc.property(value, (text) => {
        fc.pre(!text.split('\n').includes('END'));
        expect(parseOutputs(`a<<END\n${text}\nEND\n`)).toEqual({ type: 'outputs', values: { a: text } });
      }),
    );
  });
});
