import sax, { type SAXParser } from 'sax';
import { longestRead } from './test-results.ts';

export interface XmlHandlers {
  /** @param name without its namespace prefix */
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  /** Text of the innermost open element, CDATA included. A long text arrives in pieces. */
  text(text: string): void;
  /** The innermost open element has ended. */
  close(): void;
}

export interface XmlStream {
  write(text: string): void;
  /** @returns what is wrong with the document, without quoting it; undefined if it is well-formed. */
  end(): string | undefined;
}

/** No test report nests like this. It bounds the memory for open elements. */
const deepest = 1_000;

/**
 * Reads XML piece by piece, in memory that does not grow with the document: text is handed on as it comes, and the buffers
 * of the library for everything else are cut here. Entities that a document defines are never expanded. After the first
 * mistake no handler is called. Neither method throws.
 */
export function createXmlStream(handlers: XmlHandlers): XmlStream {
  const parser = sax.parser(true, { strictEntities: true });
  let problem: string | undefined;
  let depth = 0;
  let roots = 0;

  parser.onerror = (error) => {
    parser.resume();
    if (isHarmless(error) || cutBuffer(parser, error)) return;
    problem ??= `expected well-formed XML, found a mistake in line ${parser.line + 1} (${reasonOf(error)})`;
  };
  parser.onopentag = ({ name, attributes }) => {
    if (problem !== undefined) return;
    if (depth === 0) roots++;
    depth++;
    if (depth > deepest) problem = `expected at most ${deepest} elements inside of each other, found more`;
    else handlers.open(localName(name), attributes);
  };
  parser.onclosetag = () => {
    if (problem !== undefined) return;
    depth--;
    handlers.close();
  };
  const onText = (text: string) => {
    if (problem === undefined && depth > 0) handlers.text(text);
  };
  parser.ontext = onText;
  parser.oncdata = onText;

  /** The library trips over names such as `hasOwnProperty`. */
  const guarded = (work: () => void): void => {
    if (problem !== undefined) return;
    try {
      work();
    } catch {
      problem ??= `expected XML, found what could not be read in line ${parser.line + 1}`;
    }
  };

  return {
    write: (text) => guarded(() => parser.write(text)),
    end: () => {
      guarded(() => parser.close());
      if (problem === undefined && roots !== 1) {
        problem = `expected XML with one root element, found ${roots}`;
      }
      return problem;
    },
  };
}

/** `&nope;`, `&#0;` and a lone `&` stay in the text as they are: test reports are full of them, and no verdict depends on them. */
function isHarmless(error: Error): boolean {
  return /^Invalid character (?:entity|in entity name)/.test(error.message);
}

/** What the library collects as a whole grows no further: values are cut, and what is not needed is dropped. */
function cutBuffer(parser: SAXParser, error: Error): boolean {
  const buffer = /^Max buffer length exceeded: (\w+)/.exec(error.message)?.[1];
  switch (buffer) {
    case 'attribValue':
      parser.attribValue = parser.attribValue.slice(0, longestRead);
      return true;
    case 'comment':
    case 'procInstBody':
      parser[buffer] = '';
      return true;
    case 'doctype':
    case 'sgmlDecl':
      // Empty would mean that no such declaration is open.
      parser[buffer] = ' ';
      return true;
    default:
      return false;
  }
}

/** The first words of the library's message; what follows a colon or a line break quotes the file. */
function reasonOf(error: Error): string {
  return error.message.split(/[:\n]/, 1)[0] ?? '';
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
