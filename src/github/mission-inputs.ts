import type { GivenInputs } from '../mission/inputs/resolve-inputs.ts';

/** How an input is given in a workflow; completes "give one with". */
export const INPUT_EXAMPLE = 'a line `NAME=VALUE` in the input `inputs` of the action';

/** The inputs of the mission, or what was expected in their place. */
export type ParsedMissionInputs = { readonly value: GivenInputs } | { readonly expected: string };

/**
 * Lines of `name=value`, or a JSON object such as `toJSON(inputs)` makes. Blank lines do not count. `null` and `{}`, which it makes for an
 * event without inputs, are none.
 */
export function parseMissionInputs(text: string): ParsedMissionInputs {
  return text.startsWith('{') || text === 'null' ? parseJson(text) : parseLines(text);
}

function parseLines(text: string): ParsedMissionInputs {
  const given = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') continue;
    const at = line.indexOf('=');
    const name = line.slice(0, Math.max(0, at)).trim();
    if (name === '') return { expected: 'lines of `name=value`, or a JSON object such as that of toJSON(inputs)' };
    if (given.has(name)) return { expected: `one line for each name, and not two for \`${name}\`` };
    given.set(name, line.slice(at + 1).trim());
  }
  return { value: Object.fromEntries(given) };
}

function parseJson(text: string): ParsedMissionInputs {
  try {
    const read: unknown = JSON.parse(text);
    const entries = Object.entries(read ?? {});
    if (entries.every(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))) {
      return { value: Object.fromEntries(entries.map(([name, value]) => [name, String(value)])) };
    }
    return { expected: 'a JSON object whose values are texts, numbers or booleans' };
  } catch {
    return { expected: 'JSON after the `{`, or lines of `name=value`' };
  }
}
