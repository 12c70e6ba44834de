/** Follows the quotes of a shell script, so that a variable can take the place of an expression anywhere in it. */

export type Quoting =
  | 'plain'
  | 'double'
  | 'single'
  /** `$'…'` */
  | 'ansi'
  | 'comment'
  /** A here-document whose delimiter is quoted: nothing in it is expanded. */
  | 'literal-document';

type Level = 'plain' | 'double' | 'single' | 'ansi' | 'group' | 'backtick';

interface HereDocument {
  readonly delimiter: string;
  readonly isLiteral: boolean;
}

const HERE_DOCUMENT = /^<<-?\s*(?:'([^'\n]+)'|"([^"\n]+)"|(\\?)([\w.-]+))/;

export interface PosixQuoting {
  /** Reads the next part of the script. */
  read(text: string): void;
  /** Where the script is after what was read. */
  readonly state: () => Quoting;
}

/** Knows quotes, comments, command substitutions and here-documents. An unusual script may be misread; it is never refused. */
export function createPosixQuoting(): PosixQuoting {
  const levels: Level[] = ['plain'];
  const pending: HereDocument[] = [];
  let document: HereDocument | undefined;
  let documentLine = '';
  let isComment = false;
  let isEscaped = false;
  let before = '\n';

  function state(): Quoting {
    if (document !== undefined) return document.isLiteral ? 'literal-document' : 'double';
    if (isComment) return 'comment';
    const level = levels.at(-1) ?? 'plain';
    return level === 'group' || level === 'backtick' ? 'plain' : level;
  }

  function readDocument(character: string): void {
    if (character !== '\n') {
      documentLine += character;
      return;
    }
    if (documentLine.trim() === document?.delimiter) document = pending.shift();
    documentLine = '';
  }

  function readPlain(character: string, rest: string): void {
    if (character === '\\') isEscaped = true;
    else if (character === "'") levels.push(before === '$' ? 'ansi' : 'single');
    else if (character === '"') levels.push('double');
    else if (character === '(') levels.push('group');
    else if (character === ')' && levels.at(-1) === 'group') levels.pop();
    else if (character === '`') toggleBacktick();
    else if (character === '#' && /[\s;(&|]/.test(before)) isComment = true;
    else if (character === '<' && before !== '<') noteDocument(rest);
  }

  function noteDocument(rest: string): void {
    const found = HERE_DOCUMENT.exec(rest);
    if (found === null) return;
    const [, single, double, backslash, plain] = found;
    const delimiter = single ?? double ?? plain ?? '';
    pending.push({ delimiter, isLiteral: single !== undefined || double !== undefined || backslash !== '' });
  }

  function readDouble(character: string): void {
    if (character === '\\') isEscaped = true;
    else if (character === '"') levels.pop();
    else if (character === '(' && before === '$') levels.push('group');
    else if (character === '`') toggleBacktick();
  }

  function toggleBacktick(): void {
    if (levels.includes('backtick')) levels.length = levels.lastIndexOf('backtick');
    else levels.push('backtick');
  }

  function readCharacter(character: string, rest: string): void {
    if (isEscaped) {
      isEscaped = false;
      return;
    }
    if (character === '\n') isComment = false;
    if (isComment) return;
    const level = levels.at(-1) ?? 'plain';
    if (level === 'single' || level === 'ansi') {
      if (level === 'ansi' && character === '\\') isEscaped = true;
      else if (character === "'") levels.pop();
    } else if (level === 'double') {
      readDouble(character);
    } else {
      readPlain(character, rest);
      if (character === '\n' && pending.length > 0) document = pending.shift();
    }
  }

  function read(text: string): void {
    for (let at = 0; at < text.length; at += 1) {
      const character = text.charAt(at);
      if (document !== undefined) readDocument(character);
      // Delimiters are short: a longer rest would make a script of many `<` slow.
      else readCharacter(character, character === '<' ? text.slice(at, at + 100) : '');
      before = character;
    }
  }

  return { read, state };
}
