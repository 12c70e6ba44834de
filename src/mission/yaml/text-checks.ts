import type { Node } from 'yaml';
import type { Place } from '../diagnostics/diagnostic.ts';
import type { Report } from '../diagnostics/finding.ts';
import { showText } from '../diagnostics/show-text.ts';
import { FORBIDDEN_KEY } from './pairs.ts';

/** Checks of the keys and texts in a YAML tree. */
export interface TextChecks {
  /** False if the key is forbidden or is a duplicate of `first`: its value does not count. Reports why. */
  acceptKey(key: string, node: Node, first: { readonly key: Node } | undefined): boolean;
  /** Reports a text that contains a NUL character. */
  refuseNul(text: string, node: Node): void;
}

export function textChecks(placeOf: (node: Node) => Place, report: Report): TextChecks {
  function acceptKey(key: string, node: Node, first: { readonly key: Node } | undefined): boolean {
    refuseNul(key, node);
    if (key === FORBIDDEN_KEY) {
      report({
        at: placeOf(node),
        code: 'forbidden-key',
        message: `the key \`${FORBIDDEN_KEY}\` is not allowed`,
        hint: 'choose another name',
      });
      return false;
    }
    if (first === undefined) return true;
    const { line, column } = placeOf(first.key);
    const hint = 'remove one of the two, or give it another name';
    const related = [{ line, column, message: 'first written here' }];
    report({
      at: placeOf(node),
      code: 'duplicate-key',
      message: `the key ${showText(key)} is written twice`,
      hint,
      related,
    });
    return false;
  }

  function refuseNul(text: string, node: Node): void {
    if (!text.includes('\0')) return;
    const hint = 'remove it: no command, path or environment variable can contain one';
    report({ at: placeOf(node), code: 'nul-character', message: 'the text contains a NUL character', hint });
  }

  return { acceptKey, refuseNul };
}
