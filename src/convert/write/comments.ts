import type { Note } from '../draft.ts';

/** Longest line of a comment. */
const WIDTH = 118;

/** The lines of the comment for a note. */
export function noteLines({ place, construct, text, kind }: Note): readonly string[] {
  const what = kind === 'left-out' ? 'not taken' : 'changed';
  return wrapped(`${place.file}:${place.line}: ${what}: ${construct} (${text})`, '  ');
}

/** A text without line breaks and control characters, in lines; those after the first begin with `indent`. */
export function wrapped(text: string, indent: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of plain(text).split(' ')) {
    const isFull = line !== '' && line.length + word.length + 1 > WIDTH;
    if (isFull) lines.push(line);
    line = isFull ? `${indent}${word}` : line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** Things to do before the mission, each once with all its places. */
export function toDoLines(notes: readonly Note[]): readonly string[] {
  const places = new Map<string, { readonly file: string; readonly lines: number[] }[]>();
  for (const { construct, place } of notes) {
    const found = places.get(construct) ?? [];
    const file = found.find((each) => each.file === place.file);
    if (file === undefined) found.push({ file: place.file, lines: [place.line] });
    else if (!file.lines.includes(place.line)) file.lines.push(place.line);
    places.set(construct, found);
  }
  return [...places].flatMap(([construct, found]) => {
    const where = found.map(
      ({ file, lines }) => `${file}:${lines.slice(0, 3).join(', ')}${lines.length > 3 ? ', …' : ''}`,
    );
    return wrapped(`- ${construct}  [${where.join('; ')}]`, '  ');
  });
}

function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}
