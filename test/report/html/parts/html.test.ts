import { describe, expect, it } from 'vitest';
import { escapedJsonPieces, html } from '../../../../src/report/html/parts/html.ts';
import { fc } from '../../../suite/fast-check.ts';

const markup = fc.string({ unit: fc.constantFrom(...'<>&"\'/!-\u2028\u2029\u202e\u0000 ascript='), maxLength: 40 });
const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), markup);

describe('html', () => {
  it('keeps markup and escapes everything else', () => {
    const part = html`<b>${'<i>'}</b>`;
    expect(part.markup).toBe('<b>&lt;i&gt;</b>');
    expect(html`<p title="${`"'&`}">${part}${[part, part]}${3}${undefined}</p>`.markup).toBe(
      '<p title="&quot;&apos;&amp;"><b>&lt;i&gt;</b><b>&lt;i&gt;</b><b>&lt;i&gt;</b>3</p>',
    );
  });

  it('no text opens a tag, ends an attribute, reorders or hides what follows', () => {
    fc.assert(
      fc.property(text, (input) => {
        const { markup } = html`${input}`;
        expect(markup).not.toMatch(/[<>"'\u202e\u2028\u2029]|&(?!(amp|lt|gt|quot|apos);)/);
        expect(markup).not.toContain('\u0000');
      }),
    );
  });
});

describe('escapedJsonPieces', () => {
  const whole = (value: object) => [...escapedJsonPieces(value)].join('');

  it('cannot end its element, begin a comment or break a line, and gives the value back', () => {
    fc.assert(
      fc.property(text, (input) => {
        const json = whole({ [input]: [input], [`${input}0`]: input });
        expect(json).not.toMatch(/[<>&\u2028\u2029]/);
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify({ [input]: [input], [`${input}0`]: input })));
      }),
    );
    expect(whole({ at: '</script><!--' })).toBe('{"at":"\\u003c/script\\u003e\\u003c!--"}');
  });

  it('the pieces together are the text of JSON.stringify', () => {
    for (const count of [0, 1, 63, 64, 65, 128, 200]) {
      const value = { none: undefined, before: null, list: Array(count).fill([1, undefined, { a: 'x' }]), after: {} };
      expect(whole(value)).toBe(JSON.stringify(value));
      expect(whole({ list: value.list })).toBe(JSON.stringify({ list: value.list }));
      expect(whole({ ...value, list: () => value.list.values() })).toBe(JSON.stringify(value));
    }
    expect(whole({})).toBe('{}');
    expect(whole({ none: undefined })).toBe('{}');
  });

  it('no piece has more than a part of a long list', () => {
    const pieces = [...escapedJsonPieces({ list: Array(6400).fill('x'.repeat(100)) })];
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(10_000);
  });
});
