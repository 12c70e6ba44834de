/** How far a text has been read. */
export interface Scan {
  readonly text: string;
  /** Position of the next character, in UTF-16 units. */
  at: number;
  /** Values and keys so far. */
  nodes: number;
}

/** Deeper files are left to the library, which reports them. */
export const DEEPEST_SIMPLE = 20;

/** Characters with a meaning of their own at the beginning of a value. */
const INDICATORS = new Set([...'-?:,[]{}#&*!|>\'"%@` \n'].map((character) => character.charCodeAt(0)));
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;

/** True if a scalar without quotes can begin here. */
export function isPlainStart(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (at >= text.length) return false;
  if (!INDICATORS.has(code)) return true;
  const after = text.charCodeAt(at + 1);
  return code === MINUS && after >= ZERO && after <= NINE;
}
