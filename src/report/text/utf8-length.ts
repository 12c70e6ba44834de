/** Bytes of a text in UTF-8. */
export function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** The longest beginning of a text that fits, without half a character. */
export function cutToBytes(text: string, limit: number): string {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(Math.max(0, limit)));
  return text.slice(0, read);
}
