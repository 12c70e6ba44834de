import { append } from '../../base/multimap.ts';
import { wrapWords } from '../../base/wrap-words.ts';
import type { Note } from '../draft.ts';

/** Longest line of a comment. */
const WIDTH = 118;

/** The lines of the comment for a note. */
export function noteLines(note: Note): readonly string[] {
  return wrapped(noteText(note, placesOf([note])), '  ');
}

/** The lines of the comments for notes; equal ones are one comment with all their places. */
export function groupedLines(notes: readonly Note[]): readonly string[] {
  const groups = new Map<string, Note[]>();
  for (const note of notes)
    append(groups, JSON.stringify([note.place.file, note.kind, note.construct, note.text]), note);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : wrapped(noteText(first, placesOf(group)), '  ');
  });
}

function noteText({ construct, text, kind }: Note, places: string): string {
  return `${places}: ${kind === 'left-out' ? 'not taken' : 'changed'}: ${construct} (${text})`;
}

/** `ci.yml:3, 17; lint.yml:4` */
function placesOf(notes: readonly Note[]): string {
  const lines = new Map<string, Set<number>>();
  for (const { place } of notes) lines.set(place.file, (lines.get(place.file) ?? new Set()).add(place.line));
  return [...lines].map(([file, numbers]) => `${file}:${[...numbers].join(', ')}`).join('; ');
}

/** A text without line breaks and control characters, in lines; those after the first begin with `indent`. */
export function wrapped(text: string, indent: string): readonly string[] {
  return wrapWords(plain(text), WIDTH, indent);
}

/** Things to do before the mission, each once with all its places. */
export function toDoLines(notes: readonly Note[]): readonly string[] {
  const groups = new Map<string, Note[]>();
  for (const note of notes) append(groups, note.construct, note);
  return [...groups].flatMap(([construct, group]) => wrapped(`- ${construct}  [${placesOf(group)}]`, '  '));
}

/** A text on one line, without characters that are invisible, or that end a line for some readers of YAML. */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}
