import { suggest } from '../../base/suggest.ts';
import { showText } from '../diagnostics/show-text.ts';
import type { InputValue } from '../model/mission.ts';
import type { InputDeclaration } from './input.ts';

/** A value, or what was expected in its place; `hint` continues a sentence, and is empty if there is none. */
export type ReadInputValue = { readonly value: InputValue } | { readonly expected: string; readonly hint: string };

/** As JSON writes numbers; `0x10` or an empty text would be numbers for JavaScript. */
const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** The value of a text by the type of its input. */
export function readInputValue(
  { type, options }: Pick<InputDeclaration, 'type' | 'options'>,
  text: string,
): ReadInputValue {
  switch (type) {
    case 'string':
      return { value: text };
    case 'boolean':
      if (text === 'true' || text === 'false') return { value: text === 'true' };
      return { expected: '`true` or `false`', hint: '' };
    case 'number': {
      const value = NUMBER.test(text.trim()) ? Number(text) : Number.NaN;
      return Number.isFinite(value) ? { value } : { expected: 'a number', hint: '' };
    }
    case 'choice': {
      if (options.includes(text)) return { value: text };
      const near = suggest(text, options);
      return {
        expected: `one of ${options.map(showText).join(', ')}`,
        hint: near === undefined ? '' : `; did you mean ${showText(near)}?`,
      };
    }
    default:
      return type satisfies never;
  }
}
