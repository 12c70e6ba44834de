import { encodings } from './encodings.ts';
import { anyOf, type Matcher } from './search/matcher.ts';
import { spelledText } from './spelling/spelled-text.ts';

/** Shorter values occur in so many words that redacting them would make every report unreadable. */
export const shortestSecret = 4;

/**
 * Matchers for a secret in every known form: the value and each of its lines in any spelling, and their encodings. None if
 * the value without blanks at its ends is too short to be redacted.
 */
export function secretForms(value: string): readonly Matcher[] {
  // No variable can contain half a surrogate pair, but encoders throw on one.
  const whole = Buffer.from(value).toString();
  const trimmed = whole.trim();
  if ([...trimmed].length < shortestSecret) return [];
  const texts = new Set([whole, trimmed, ...lines(trimmed)]);
  const exact = new Map<string, Buffer>();
  for (const text of texts) {
    for (const { encode } of encodings) {
      for (const form of encode(text)) {
        const bytes = Buffer.from(form);
        if (bytes.length >= shortestSecret) exact.set(bytes.toString('latin1'), bytes);
      }
    }
  }
  return [...[...texts].map(spelledText), anyOf([...exact.values()])];
}

/** Programs print a key of several lines line by line or indented. */
function lines(text: string): readonly string[] {
  return text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => [...line].length >= shortestSecret);
}
