import { suggest } from '../../../base/suggest.ts';
import { showText } from '../../diagnostics/show-text.ts';
import type { Checking } from '../../entries/checking.ts';
import type { ParsedCondition, ParsedTemplate } from '../../expressions/facts.ts';
import { references } from '../../expressions/references.ts';
import { sameInput } from '../../inputs/resolve-inputs.ts';
import type { Path } from '../../yaml/source.ts';

/** Reports inputs that the mission does not declare: they would silently be empty. */
export function checkInputNames(
  parsed: ParsedCondition | ParsedTemplate,
  path: Path,
  text: string,
  { source, report }: Checking,
): void {
  const found = references(parsed).inputs;
  if (found.length === 0) return;
  const names = source.keys(['inputs']);
  for (const { name, start, end } of found) {
    if (names.some((known) => sameInput(known, name))) continue;
    const near = suggest(name, names);
    report({
      at: source.placeWithin(path, text, start, end),
      code: 'unknown-input',
      message: `the mission has no input ${showText(name)}`,
      hint: near === undefined ? 'declare it under `inputs:` at the top of the main file' : `did you mean \`${near}\`?`,
    });
  }
}
