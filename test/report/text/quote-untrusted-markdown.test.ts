import { describe, expect, it } from 'vitest';
import { quoteUntrustedMarkdown } from '../../../src/report/text/quote-untrusted-markdown.ts';
import { cpuTime } from '../../cpu-time.ts';
import { fc } from '../../suite/fast-check.ts';

describe('quoteUntrustedMarkdown', () => {
  it('keeps Markdown and moves headings below the given level', () => {
    expect(quoteUntrustedMarkdown('# One\n\nTwo\n---\n\n- **bold** `a < b`\n', 2)).toBe(
      '> ### One\n>\n> #### Two\n>\n> - **bold** `a < b`',
    );
    expect(quoteUntrustedMarkdown('##### five', 2)).toBe('> ###### five');
  });

  it('keeps code as it is and closes open blocks', () => {
    expect(quoteUntrustedMarkdown('```html\n<b>\n# no heading', 2)).toBe('> ```html\n> <b>\n> # no heading\n> ```');
    expect(quoteUntrustedMarkdown('~~~\n<b>\n```\n~~~\n<i>', 2)).toBe('> ~~~\n> <b>\n> ```\n> ~~~\n> &lt;i>');
  });

  it.each([
    ['a tag in text', '<script>alert(1)</script>'],
    ['code that goes over the end of its line', 'an open ` tick\n` <script> `'],
    ['code that a table takes apart', '| ` | <script> ` |'],
    ['an escaped backtick', '\\` <script> `'],
    ['a fence that ends with its list', '- ```\n<script>'],
    ['an indented fence that an outer one closes', '   ```\n```\n<script>'],
    ['a fence closed by an indented one', '```\n  ```\n<script>'],
    ['an opening that is code, as its line has another backtick', '``` a`b\n<script>'],
    ['a quotation with a fence', '> ```\n<script>'],
  ])('F27 shows HTML instead of obeying it: %s', (_, text) => {
    expect(quoteUntrustedMarkdown(text, 2)).not.toContain('<script>');
  });

  it('F27 every line stays inside the quotation', () => {
    const unit = fc.constantFrom(
      '`',
      '```',
      '~~~',
      '<',
      '>',
      '#',
      '\n',
      '\r',
      '\u2028',
      '- ',
      ' ',
      'a',
      '|',
      '=',
      '---',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 60 }), (text) => {
        expect(
          quoteUntrustedMarkdown(text, 2)
            .split(/[\n\r\u2028]/)
            .every((line) => line.startsWith('>')),
        ).toBe(true);
      }),
    );
  });

  it('needs time in proportion to its length', () => {
    const started = cpuTime();
    for (const part of ['`a`b ', '- ', '`` ` ', '1. ', '    ', '<', '#'])
      quoteUntrustedMarkdown(part.repeat(50_000), 2);
    expect(cpuTime() - started).toBeLessThan(10_000);
  });
});
