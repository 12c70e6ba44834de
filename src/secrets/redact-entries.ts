import type { Redactor } from './redact.ts';

/** Redacts the names and values of variables or outputs. */
export function redactEntries(
  entries: Readonly<Record<string, string>>,
  { redactText }: Redactor,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(entries).map(([name, value]) => [redactText(name), redactText(value)]));
}
