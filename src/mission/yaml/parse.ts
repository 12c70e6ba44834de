/*
 * This folder turns the text of a mission file into plain values, and knows the place of each value in the text.
 *
 * `parse.ts` parses the text within limits and reports problems of syntax, which `problem.ts` puts into words and
 * `problem-in-text.ts` moves to the mistake. `read-tree.ts` makes plain values from the tree and checks tags, with `aliases.ts` for
 * anchors and aliases, `pairs.ts` for keys and `text-checks.ts` for texts.
 * `source.ts` finds the line and the column of a value by its path.
 *
 * Invariants:
 * - Time and memory are bounded for every text: its number of lexemes, its depth and its aliases are limited.
 * - Only plain YAML is accepted. Tags, `__proto__` and NUL characters are refused.
 * - Nothing throws because of a text. Every refusal is a finding with a place.
 *
 * Not here: the keys of a mission (`mission/schema`).
 */
import { Composer, type CST, type Document, Lexer, LineCounter, type ParsedNode, Parser } from 'yaml';
import type { Place } from '../diagnostics/diagnostic.ts';
import type { Report } from '../diagnostics/finding.ts';
import { explainYamlProblem } from './problem.ts';
import { explainInText, type Problem } from './problem-in-text.ts';

/** In UTF-16 units. 10,000 tasks fit; a larger file is not a mission. */
const LARGEST_FILE = 2_000_000;

/** The library takes about a second for as many lexemes; 10,000 tasks with 50,000 needs have 500,000. */
const MOST_LEXEMES = 650_000;

/** A mission is at most eight levels deep. The composer recurses, so depth is bounded before it sees anything. */
export const DEEPEST = 50;

/** The first errors are enough; a binary file has one per character. */
const MOST_SYNTAX_ERRORS = 50;

export interface ParsedYaml {
  /** As it was parsed. */
  readonly text: string;
  readonly contents: ParsedNode;
  /** Place of the text from `start` to before `end`, in UTF-16 units. */
  readonly place: (start: number, end: number) => Place;
}

const FILE_START: Place = { line: 1, column: 1, endLine: 1, endColumn: 1 };

/** `text` without a byte order mark. Undefined if it is not usable YAML; then at least one error was reported. */
export function parseYaml(text: string, report: Report): ParsedYaml | undefined {
  if (text.length > LARGEST_FILE) {
    return reportTooLarge(`expected at most ${LARGEST_FILE} characters, found ${text.length}`, report);
  }
  const lines = countLines(text);
  // What is missing at the end is shown behind the last text, not on an empty line.
  const textEnd = text.trimEnd().length;
  const place = (start: number, end: number): Place =>
    toPlace(lines, Math.min(start, textEnd), Math.min(end, text.length));
  const tokens = tokenize(text, place, report);
  if (tokens === undefined) return undefined;
  const documents = compose(tokens, text, place, report);
  if (documents === undefined) return undefined;
  const contents = documents[0]?.contents;
  if (contents === null || contents === undefined || contents.range[0] === contents.range[1]) {
    const hint = 'a mission has at least a `name` and `tasks`';
    report({ at: FILE_START, code: 'empty', message: 'expected a mission, found an empty file', hint });
    return undefined;
  }
  return { text, contents, place };
}

function reportTooLarge(figures: string, report: Report): undefined {
  const message = `the file is too large: ${figures}`;
  report({ at: FILE_START, code: 'too-large', message, hint: 'is this the mission file?' });
}

/** Undefined if the text cannot be composed: too large, too deep, with directives, or with misplaced characters. */
function tokenize(text: string, place: ParsedYaml['place'], report: Report) {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let lexemes = 0;
  let refused = 0;
  let broken = false;
  for (const lexeme of new Lexer().lex(text)) {
    lexemes += 1;
    if (lexemes > MOST_LEXEMES) return reportTooLarge(`more than ${MOST_LEXEMES} pieces of YAML`, report);
    for (const token of parser.next(lexeme)) {
      if (!isRefused(token)) {
        tokens.push(token);
        continue;
      }
      refused += 1;
      // After a structural error, everything that follows looks wrong.
      if (!broken) refuse(token, place, report);
      broken ||= token.type === 'error';
    }
    if (refused >= MOST_SYNTAX_ERRORS) return undefined;
    if (parser.stack.length > DEEPEST) {
      const message = `nested too deeply: expected at most ${DEEPEST} levels`;
      report({ at: place(parser.offset, parser.offset + 1), code: 'too-deep', message });
      return undefined;
    }
  }
  tokens.push(...parser.end());
  return refused > 0 ? undefined : tokens;
}

/** Errors that do not depend on the context. */
function isRefused({ type }: CST.Token): boolean {
  return type === 'directive' || type === 'error';
}

function refuse(token: CST.Token, place: ParsedYaml['place'], report: Report): void {
  if (token.type === 'directive') {
    report({
      at: place(token.offset, token.offset + token.source.trimEnd().length),
      code: 'yaml-directive',
      message: 'expected the mission, found a YAML directive',
      hint: 'remove the line: missions are always YAML 1.2, where `no` and `22:22` are text',
    });
  } else if (token.type === 'error') {
    report({ at: place(token.offset, token.offset + 1), ...explainYamlProblem('UNEXPECTED_TOKEN', token.message) });
  }
}

function compose(tokens: readonly CST.Token[], text: string, place: ParsedYaml['place'], report: Report) {
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    stringKeys: true,
    uniqueKeys: false,
    prettyErrors: false,
  });
  const problems: Problem[] = [];
  // The composer makes an Error with a stack for every problem: 300,000 of them in a hostile file took 3 seconds.
  Reflect.set(composer, 'onError', (source: ProblemSource, code: string, message: string) => {
    if (problems.length < MOST_SYNTAX_ERRORS) problems.push({ pos: problemRange(source), code, message });
  });
  const documents: Document.Parsed[] = [];
  for (const document of composer.compose(tokens, true, text.length)) {
    problems.push(...document.errors.slice(0, MOST_SYNTAX_ERRORS), ...document.warnings.slice(0, MOST_SYNTAX_ERRORS));
    documents.push(document);
    if (documents.length > 1) break;
  }
  const seen = new Set<string>();
  for (const problem of problems) {
    const { pos, ...explained } = explainInText(text, problem);
    const at = place(pos[0], pos[1]);
    // A second problem at the same place follows from the first, and so does every other one of a line that begins with a tab.
    const start = `${at.line}:${at.column}`;
    if (!seen.has(start) && !seen.has(`${at.line}`)) report({ at, ...explained });
    seen.add(explained.code === 'yaml-tab' ? `${at.line}` : start);
  }
  const second = documents[1];
  if (second !== undefined) {
    const hint = 'keep each mission in a file of its own';
    const at = place(second.range[0], second.range[0] + 3);
    report({ at, code: 'yaml-second-document', message: 'expected one YAML document, found a second one', hint });
  }
  return problems.length > 0 || second !== undefined ? undefined : documents;
}

type ProblemSource = number | readonly [number, number, ...number[]] | { offset: number; source?: string };

function problemRange(source: ProblemSource): readonly [number, number] {
  if (typeof source === 'number') return [source, source + 1];
  if ('offset' in source) return [source.offset, source.offset + (source.source?.length ?? 1)];
  return [source[0], source[1]];
}

/** From the text itself: the parser does not report line breaks inside text that it refuses, and later lines would be wrong. */
function countLines(text: string): LineCounter {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1);
  return lines;
}

function toPlace(lines: LineCounter, start: number, end: number): Place {
  const from = lines.linePos(start);
  const to = lines.linePos(Math.max(start, end));
  return { line: from.line, column: from.col, endLine: to.line, endColumn: to.col };
}
