import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { errorText } from '../../base/error-code.ts';
import { cutText } from './test-results.ts';

export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Its own text, CDATA included, without that of its children. */
  readonly text: string;
}

export type XmlRead =
  | { readonly type: 'read'; readonly root: XmlElement }
  | { readonly type: 'problem'; readonly message: string };

// The library is lenient by itself and takes half a file for a whole one, so its validator comes first. Entities are
// ours: those that a document defines are never expanded, and text in CDATA is told from text that is to be decoded.
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  cdataPropName: '#cdata',
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  removeNSPrefix: true,
  jPath: false,
  // Whole logs, which nobody asks for here: skipped, for they would take most of the time.
  stopNodes: ['..system-out', '..system-err'],
});

/** Reads a well-formed document. Never throws. */
export function readXml(text: string): XmlRead {
  try {
    const problem = XMLValidator.validate(text);
    if (problem !== true) {
      // The library's sentence quotes the file, and half a secret is not recognised as one.
      const { code, line } = problem.err;
      return { type: 'problem', message: `expected well-formed XML, found a mistake in line ${line} (${code})` };
    }
    const parsed: unknown = parser.parse(text);
    const roots = elementsOf(parsed);
    const [root] = roots;
    if (root !== undefined && roots.length === 1) return { type: 'read', root };
    return { type: 'problem', message: `expected XML with one root element, found ${roots.length}` };
  } catch (error) {
    return {
      type: 'problem',
      message: `expected XML, found what could not be read: ${cutText(errorText(error), 200)}`,
    };
  }
}

/** The library's ordered form: a list of objects with one key, the element's name, and perhaps `:@` with its attributes. */
function elementsOf(nodes: unknown): readonly XmlElement[] {
  const elements: XmlElement[] = [];
  for (const node of listOf(nodes)) {
    for (const [name, content] of Object.entries(node)) {
      if (name === ':@' || name.startsWith('#')) continue;
      const attributes = new Map<string, string>();
      for (const [key, value] of Object.entries(objectOf(node[':@']))) attributes.set(key, decode(String(value)));
      elements.push({ name, attributes, children: elementsOf(content), text: textOf(content) });
    }
  }
  return elements;
}

function textOf(nodes: unknown): string {
  return listOf(nodes)
    .map((node) => {
      if (typeof node['#text'] === 'string') return decode(node['#text']);
      return listOf(node['#cdata'])
        .map((part) => String(part['#text'] ?? ''))
        .join('');
    })
    .join('');
}

function listOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** The five entities that XML itself defines and characters by number; any other stays as it is written. */
function decode(text: string): string {
  return text.replace(/&(?:#x([0-9a-fA-F]{1,8})|#(\d{1,8})|(lt|gt|amp|quot|apos));/g, (_, hex, decimal, name) => {
    if (name !== undefined) return named[name] ?? '';
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    return isCharacter ? String.fromCodePoint(code) : '\ufffd';
  });
}
