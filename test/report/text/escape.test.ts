import { describe, expect, it } from 'vitest';
import { sanitizeLine, sanitizeText } from '../../../src/base/sanitize.ts';
import {
  fencedBlock,
  markdownCode,
  markdownTarget,
  markdownText,
  mermaidText,
  xmlText,
} from '../../../src/report/text/escape.ts';
import { fc } from '../../suite/fast-check.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 60 });
const markup = fc.string({ unit: fc.constantFrom(...'`|<>&@#*_[]()~$\\\n\r\u202e\u0000 a1.:/-%;'), maxLength: 40 });
const text = fc.oneof(anyText, markup);

describe('sanitizeText', () => {
  it('F22 takes out terminal sequences, control and bidirectional characters and keeps the words', () => {
    expect(sanitizeText('\u001b[1;31mred\u001b[0m \u001b]0;title\u0007a\r\nb\rc\u202ed\u0000\u0008e\tf')).toBe(
      'red a\nb\ncde\tf',
    );
    expect(sanitizeText('half \ud800 pair 😀')).toBe('half  pair 😀');
    expect(sanitizeLine(' a \n\n b\u2028c ')).toBe('a b c');
  });
});

describe('F27 untrusted text is escaped', () => {
  it('in Markdown text', () => {
    expect(markdownText('plain name (v1.2), 80 %')).toBe('plain name (v1.2), 80 %');
    expect(markdownText('<b> & `x` | *y* [z](u)')).toBe('&lt;b&gt; &amp; \\`x\\` \\| \\*y\\* \\[z\\](u)');
    expect(markdownText('@octocat fixes #123')).toBe('@&#8203;octocat fixes #&#8203;123');
    expect(markdownText('snake_case _emphasis_')).toBe('snake_case \\_emphasis\\_');
    expect(markdownText('- item')).toBe('\\- item');
    expect(markdownText('1. item')).toBe('1\\. item');
    expect(markdownText('a\n\n# b')).toBe('a \\# b');
    expect(markdownText('see https://example.org')).toBe('see https:&#8203;//example.org');
  });

  it('no Markdown text opens a tag, a cell, a line or a span', () => {
    fc.assert(
      fc.property(text, (input) => {
        const output = markdownText(input);
        expect(output).not.toMatch(/[<>\n\r]/);
        expect(output.replace(/\\[\\`*[\]|~$#@_]/g, '')).not.toMatch(/[`|*[\]~$]/);
      }),
    );
  });

  it('no code span is closed by its content', () => {
    fc.assert(
      fc.property(text, (input) => {
        const output = markdownCode(input);
        const ticks = /^`*/.exec(output)?.[0] ?? '';
        const inner = output.slice(ticks.length, output.length - ticks.length);
        expect(output).not.toContain('\n');
        expect((inner.match(/`+/g) ?? []).every((run) => run.length < ticks.length)).toBe(true);
        expect(inner.replaceAll('\\|', '')).not.toContain('|');
      }),
    );
  });

  it('no fenced block is closed by its content', () => {
    fc.assert(
      fc.property(text, (input) => {
        const lines = fencedBlock(input).split('\n');
        const fence = /^`+/.exec(lines[0] ?? '')?.[0] ?? '';
        expect(lines.at(-1)).toBe(fence);
        expect(lines.slice(1, -1).some((line) => line.trim().startsWith(fence))).toBe(false);
      }),
    );
  });

  it('in link targets, Mermaid labels and XML', () => {
    expect(markdownTarget('tasks/a (b).md')).toBe('tasks/a%20%28b%29.md');
    fc.assert(
      fc.property(text, (input) => {
        expect(markdownTarget(input)).toMatch(/^[\w.!~*%/-]*$/);
        expect(mermaidText(input)).not.toMatch(/[:;#%<>"`{}[\]\\|\n]/);
        expect(xmlText(input)).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|apos);)/);
        // Everything outside XML 1.0's Char production, by code point.
        expect(xmlText(input)).not.toMatch(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
      }),
    );
  });
});
