/** User text made safe and short enough to stand inside a message. */

const LONGEST = 60;

/** In backticks, on one line, at most 60 characters, invisible characters as `<U+202E>`. */
export function showText(text: string): string {
  const characters = Array.from(text.slice(0, LONGEST * 2 + 2));
  const cut = characters.length > LONGEST || text.length > LONGEST * 2 + 2;
  const kept = cut ? `${characters.slice(0, LONGEST).join('')}…` : text;
  return `\`${makeVisible(kept)}\``;
}

/** The same text with every control, invisible or direction-changing character spelt out: those could forge output. */
export function makeVisible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, (character) => `<${codePoint(character)}>`);
}

/** Such as `U+202E`. */
export function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
