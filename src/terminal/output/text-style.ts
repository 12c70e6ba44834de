/**
 * The style that SGR sequences (ECMA-48: colours, bold, underline …) have left a terminal in. Only the last sequence of each
 * attribute is kept, so that it never grows however much a program prints.
 */
export interface TextStyle {
  /** Notes the parameters of one sequence, such as `1;31` of `ESC [ 1 ; 31 m`. */
  note(parameters: string): void;
  /** The sequence that brings a terminal into this style; empty for the plain style. */
  sequence(): string;
}

type Attribute =
  | 'bold'
  | 'dim'
  | 'italic'
  | 'underline'
  | 'blink'
  | 'inverse'
  | 'hidden'
  | 'struck'
  | 'color'
  | 'background'
  | 'other';

/** Attributes by the parameters that set them, and by the parameter that ends them. */
const ATTRIBUTES: readonly { readonly attribute: Attribute; readonly set: readonly number[]; readonly end: number }[] =
  [
    { attribute: 'bold', set: [1], end: 22 },
    { attribute: 'dim', set: [2], end: 22 },
    { attribute: 'italic', set: [3, 20], end: 23 },
    { attribute: 'underline', set: [4, 21], end: 24 },
    { attribute: 'blink', set: [5, 6], end: 25 },
    { attribute: 'inverse', set: [7], end: 27 },
    { attribute: 'hidden', set: [8], end: 28 },
    { attribute: 'struck', set: [9], end: 29 },
    { attribute: 'color', set: [...range(30, 38), ...range(90, 97)], end: 39 },
    { attribute: 'background', set: [...range(40, 48), ...range(100, 107)], end: 49 },
  ];

export function createTextStyle(): TextStyle {
  const set = new Map<Attribute, string>();
  return {
    note: (parameters) => {
      for (const parameter of parametersOf(parameters)) {
        const code = Number.parseInt(parameter, 10) || 0;
        if (code === 0) set.clear();
        // `4:0` ends an underline as 24 does.
        const ended = ATTRIBUTES.filter(({ end }) => end === (parameter === '4:0' ? 24 : code));
        for (const { attribute } of ended) set.delete(attribute);
        if (ended.length > 0 || code === 0) continue;
        set.set(ATTRIBUTES.find((each) => each.set.includes(code))?.attribute ?? 'other', parameter);
      }
    },
    sequence: () => (set.size === 0 ? '' : `\u001b[${[...set.values()].join(';')}m`),
  };
}

/** The parameters of a sequence; `38;5;208` and `48;2;1;2;3`, which name one colour, are one each. */
function parametersOf(text: string): readonly string[] {
  const parts = text.split(';');
  const parameters: string[] = [];
  for (let index = 0; index < parts.length; index += 1) {
    const length = colorLength(parts[index], parts[index + 1]);
    parameters.push(parts.slice(index, index + length).join(';'));
    index += length - 1;
  }
  return parameters;
}

function colorLength(first = '', second = ''): number {
  if (first !== '38' && first !== '48' && first !== '58') return 1;
  return second === '5' ? 3 : second === '2' ? 5 : 1;
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
