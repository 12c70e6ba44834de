/*
 * This folder reads the lines of a shell as far as a conversion has to: which simple commands are joined by `&&`.
 *
 * `splitCommands` returns the commands of a line, each with its words. It returns nothing for everything else: pipes, redirections,
 * `;`, `||`, `&`, groups, substitutions, keywords and several lines. Such a line stays one command, unchanged, and a mission runs it in
 * a shell as before. `quote.ts` writes a word so that a shell reads it back, and `pipe.ts` finds pipes.
 *
 * Invariants:
 * - A line is never understood in another way than a POSIX shell does. If in doubt, the answer is undefined.
 * - The text of a command is the text of the line, with its quotes.
 *
 * Not here: what the commands do.
 */

/** A word of a command. */
export interface Word {
  /** Without quotes. */
  readonly text: string;
  /** False if the shell replaces something in it: `$HOME`, and outside of quotes `*.js` or `~`. */
  readonly isLiteral: boolean;
}

/** A command with its arguments, and nothing else. */
export interface SimpleCommand {
  /** As it is written, with the variables before it. */
  readonly text: string;
  /** The text without these variables. */
  readonly call: string;
  /** `NODE_ENV=test` before the command, as written. */
  readonly variables: readonly string[];
  /** The program and its arguments. At least one. */
  readonly words: readonly Word[];
}

/** Words that begin something that is not a simple command, or that change the shell for the commands behind them. */
const NOT_SIMPLE = new Set(
  'if then else elif fi for while until do done case esac function select time coproc { } [[ ]] ! cd pushd popd export set unset alias source . eval exec trap exit return shopt umask ulimit local declare typeset readonly read wait shift let'.split(
    ' ',
  ),
);

/** The commands that `&&` joins, in their order. Undefined if the line has anything else. */
export function splitCommands(line: string): readonly SimpleCommand[] | undefined {
  const scanner = { text: line.trim(), at: 0 };
  if (scanner.text === '' || /[\n\r]/.test(scanner.text)) return undefined;
  const commands: SimpleCommand[] = [];
  for (;;) {
    const command = scanCommand(scanner);
    if (command === undefined) return undefined;
    commands.push(command);
    if (scanner.at >= scanner.text.length) return commands;
    if (!scanner.text.startsWith('&&', scanner.at)) return undefined;
    scanner.at += 2;
  }
}

interface Scanner {
  readonly text: string;
  at: number;
}

function scanCommand(scanner: Scanner): SimpleCommand | undefined {
  skipBlanks(scanner);
  const start = scanner.at;
  const variables: string[] = [];
  const words: Word[] = [];
  let callStart = start;
  let end = start;
  while (scanner.at < scanner.text.length && !scanner.text.startsWith('&&', scanner.at)) {
    const from = scanner.at;
    const word = scanWord(scanner);
    if (word === undefined) return undefined;
    end = scanner.at;
    const written = scanner.text.slice(from, end);
    if (words.length === 0 && /^[A-Za-z_]\w*\+?=/.test(written)) variables.push(written);
    else {
      if (words.length === 0) callStart = from;
      words.push(word);
    }
    skipBlanks(scanner);
  }
  const [first] = words;
  if (first === undefined || !first.isLiteral || NOT_SIMPLE.has(first.text)) return undefined;
  return { text: scanner.text.slice(start, end), call: scanner.text.slice(callStart, end), variables, words };
}

/** A word up to the next blank or `&&`. Undefined at anything that is not part of a plain word. */
function scanWord(scanner: Scanner): Word | undefined {
  const { text } = scanner;
  let word = '';
  let isLiteral = true;
  if (text[scanner.at] === '#') return undefined;
  if (text[scanner.at] === '~') isLiteral = false;
  while (scanner.at < text.length && !/\s/.test(text[scanner.at] ?? '')) {
    const character = text[scanner.at] ?? '';
    if (character === "'" || character === '"') {
      const end = endOfQuotes(text, scanner.at);
      if (end === undefined) return undefined;
      const inner = text.slice(scanner.at + 1, end);
      if (character === '"' && /[`]|\$\(/.test(inner)) return undefined;
      if (character === '"' && /(^|[^\\])\$/.test(inner)) isLiteral = false;
      word += character === '"' ? inner.replace(/\\(["\\$`])/g, '$1') : inner;
      scanner.at = end + 1;
    } else if (character === '\\') {
      if (scanner.at + 1 >= text.length) return undefined;
      word += text[scanner.at + 1];
      scanner.at += 2;
    } else if (character === '&' && text[scanner.at + 1] === '&') {
      break;
    } else if ('|&;<>()`'.includes(character) || (character === '$' && text[scanner.at + 1] === '(')) {
      return undefined;
    } else {
      if ('$*?[{'.includes(character)) isLiteral = false;
      word += character;
      scanner.at += 1;
    }
  }
  return { text: word, isLiteral };
}

/** Index of the quote that closes the one at `start`. */
function endOfQuotes(text: string, start: number): number | undefined {
  const quote = text[start];
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\' && quote === '"') at += 1;
    else if (text[at] === quote) return at;
  }
  return undefined;
}

function skipBlanks(scanner: Scanner): void {
  while (/\s/.test(scanner.text[scanner.at] ?? '')) scanner.at += 1;
}
