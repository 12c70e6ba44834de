import type { Note } from '../draft.ts';
import { type Located, placeOf, textOf } from '../located.ts';

const LONGEST_CONSTRUCT = 120;

/** A note about the value of a key, shown as `key: value`. */
export function noteOn(node: Located, text: string, kind: Note['kind'] = 'left-out'): Note {
  const key = node.path.findLast((segment) => typeof segment === 'string') ?? '';
  const value = textOf(node) ?? summary(node.value);
  return { place: placeOf(node), construct: oneLine(value === '' ? key : `${key}: ${value}`), text, kind };
}

/** The first line of a text, shortened. */
export function oneLine(text: string): string {
  // A commit is recognized by its first characters.
  const short = text.trim().replace(/@([0-9a-f]{8})[0-9a-f]{32}\b/g, '@$1');
  const [first = ''] = short.split('\n', 1);
  const isCut = first.length < short.length || first.length > LONGEST_CONSTRUCT;
  return isCut ? `${first.slice(0, LONGEST_CONSTRUCT).trimEnd()} …` : first;
}

function summary(value: unknown): string {
  return value === null
    ? ''
    : (JSON.stringify(value) ?? '').replaceAll('"', '').replaceAll(',', ', ').replaceAll(':', ': ');
}
