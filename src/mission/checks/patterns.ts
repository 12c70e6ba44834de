import { showText } from '../diagnostics/show-text.ts';

/** A finding about one pattern of a list; offsets inside it, the end exclusive. */
export interface PatternFinding {
  /** Index into the list. */
  readonly index: number;
  readonly start: number;
  readonly end: number;
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** Reports patterns that no file of a repository can match, and patterns that mean something else than in a shell. */
export function checkPatterns(patterns: readonly string[]): PatternFinding[] {
  const findings = patterns.flatMap((pattern, index) => {
    const found = problemOf(pattern);
    return found === undefined ? [] : [{ index, code: 'path-pattern', ...found }];
  });
  if (patterns.length > 0 && patterns.every((pattern) => pattern.startsWith('!'))) {
    const message = 'expected at least one pattern without `!`, found none: nothing would ever match';
    findings.push({
      ...{ index: 0, start: 0, end: patterns[0]?.length ?? 0, code: 'path-pattern', message },
      hint: 'start the list with a pattern of files to include, such as `**`',
    });
  }
  return findings;
}

type Problem = Omit<PatternFinding, 'index' | 'code'>;

function problemOf(pattern: string): Problem | undefined {
  const sign = pattern.startsWith('!') ? 1 : 0;
  const body = pattern.slice(sign);
  if (body === '') return problem(pattern, 0, pattern.length, 'a pattern', 'write `**` for every file');
  const lead = /^(?:\.{0,2}\/)+/.exec(body)?.[0];
  if (lead !== undefined) {
    return problem(
      pattern,
      sign,
      sign + lead.length,
      "a path from the repository's root",
      `leave ${showText(lead)} out`,
    );
  }
  if (body.endsWith('/')) {
    const hint = `write ${showText(`${pattern}**`)} for everything in the folder`;
    return problem(pattern, pattern.length - 1, pattern.length, 'a pattern of files', hint);
  }
  const brace = /(?<!\\)\{[^{}]*,[^{}]*\}/.exec(body);
  if (brace !== null) {
    const hint = 'write one pattern for each: as in workflows, braces stand for themselves';
    return at(pattern, sign + brace.index, brace[0], 'a pattern without braces', hint);
  }
  const repeated = /(?:^|(?<=[/*]))[?+]/.exec(body);
  if (repeated !== null) {
    const hint = `as in workflows, it repeats the character before it; write \`\\${repeated[0]}\` for the character itself, \`*\` for any number of any`;
    return at(pattern, sign + repeated.index, repeated[0], 'a character to repeat', hint);
  }
  const open = /(?<!\\)\[(?![^\]]+\])/.exec(body);
  if (open === null) return undefined;
  return at(pattern, sign + open.index, open[0], 'a closing `]`', 'write `\\[` for the character itself');
}

function at(pattern: string, start: number, found: string, expected: string, hint: string): Problem {
  return problem(pattern, start, start + found.length, expected, hint);
}

function problem(pattern: string, start: number, end: number, expected: string, hint: string): Problem {
  return { start, end, message: `expected ${expected}, found ${showText(pattern)}`, hint };
}
