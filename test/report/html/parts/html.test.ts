import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapedJson, html } from '../../../../src/report/html/parts/html.ts';

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

describe('escapedJson', () => {
  it('cannot end its element, begin a comment or break a line, and gives the value back', () => {
    fc.assert(
      fc.property(text, (input) => {
        const { markup } = escapedJson({ [input]: [input] });
        expect(markup).not.toMatch(/[<>&\u2028\u2029]/);
        expect(JSON.parse(markup)).toEqual(JSON.parse(JSON.stringify({ [input]: [input] })));
      }),
    );
    expect(escapedJson('</script><!--').markup).toBe('"\\u003c/script\\u003e\\u003c!--"');
  });
});
