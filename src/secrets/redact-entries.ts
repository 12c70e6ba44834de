import type { Redactor } from './redact.ts';

/** Names and values without secrets. */
export function redactEntries(
  entries: Readonly<Record<string, string>>,
  { redactText }: Redactor,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(entries).map(([name, value]) => [redactText(name), redactText(value)]));
}
