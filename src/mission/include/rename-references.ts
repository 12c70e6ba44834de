import { parseCondition, parseTemplate, type Reference, references } from '../expressions/expressions.ts';

/** A part of a text that was replaced; offsets in UTF-16 units, ends exclusive. */
export interface Edit {
  /** In the text as it was written. */
  readonly from: { readonly start: number; readonly end: number };
  /** In the new text. */
  readonly to: { readonly start: number; readonly end: number };
}

export interface Renamed {
  readonly text: string;
  /** In their order; empty if nothing changed. */
  readonly edits: readonly Edit[];
}

/** The full id of a task that a file names. */
export type FullId = (id: string) => string;

/** An `if` whose ids are full ids. A text with a mistake stays, so that the mistake is reported as it is written. */
export function renameInCondition(text: string, fullId: FullId): Renamed {
  const reading = parseCondition(text);
  return reading.type === 'rejected' ? unchanged(text) : rename(text, references(reading.parsed).tasks, fullId);
}

/** The same for a text with any number of `${{ }}`. */
export function renameInTemplate(text: string, fullId: FullId): Renamed {
  if (!text.includes('${{')) return unchanged(text);
  const reading = parseTemplate(text);
  return reading.type === 'rejected' ? unchanged(text) : rename(text, references(reading.parsed).tasks, fullId);
}

function unchanged(text: string): Renamed {
  return { text, edits: [] };
}

function rename(text: string, ids: readonly Reference[], fullId: FullId): Renamed {
  let result = '';
  let from = 0;
  const edits: Edit[] = [];
  for (const { name, start, end } of ids) {
    const id = fullId(name);
    if (id === name || start < from) continue;
    const isQuoted = text[start] === "'";
    // `tasks.ID` becomes `tasks['PREFIX.ID']`: after a dot, a prefix would be a property.
    const begin = isQuoted ? start : text.lastIndexOf('.', start);
    const quoted = `'${id.replaceAll("'", "''")}'`;
    result += text.slice(from, begin);
    const replacement = isQuoted ? quoted : `[${quoted}]`;
    edits.push({ from: { start: begin, end }, to: { start: result.length, end: result.length + replacement.length } });
    result += replacement;
    from = end;
  }
  return edits.length === 0 ? unchanged(text) : { text: result + text.slice(from), edits };
}

/** The offset in the text as it was written. An offset inside a part that was replaced is its start, or its end. */
export function writtenOffset(offset: number, edits: readonly Edit[], side: 'start' | 'end'): number {
  let shift = 0;
  for (const { from, to } of edits) {
    if (offset < to.start || (offset === to.start && side === 'end')) break;
    if (offset < to.end || (offset === to.end && side === 'end')) return from[side];
    shift = from.end - to.end;
  }
  return offset + shift;
}
