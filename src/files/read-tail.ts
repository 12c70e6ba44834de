import { type FilePart, readFilePart } from './read-part.ts';

export type FileTail =
  | {
      readonly type: 'read';
      /** UTF-8; invalid bytes became U+FFFD. */
      readonly text: string;
      /** The text is not the whole file, and may begin inside of a line. */
      readonly beheaded: boolean;
      /** Bytes of the whole file. */
      readonly size: number;
    }
  | Exclude<FilePart, { readonly type: 'read' }>;

/** Reads at most the last `limit` bytes of a text that a task wrote, however long it is. Never throws. */
export function readTail(path: string, limit: number): FileTail {
  const part = readFilePart(path, 'end', limit);
  if (part.type !== 'read') return part;
  const { bytes, size } = part;
  return { ...decodeTail(bytes, size > bytes.length), size };
}

/** @param beheaded whether the bytes may begin within a character, of which the rest is dropped then */
export function decodeTail(bytes: Uint8Array, beheaded: boolean): Omit<Extract<FileTail, { type: 'read' }>, 'size'> {
  const text = bytes.length === 0 ? '' : new TextDecoder().decode(bytes.subarray(beheaded ? cutCharacter(bytes) : 0));
  return { type: 'read', text, beheaded };
}

/** Bytes at the start that belong to a character that is cut in half. */
function cutCharacter(bytes: Uint8Array): number {
  let start = 0;
  while (start < 3 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start++;
  return start;
}
