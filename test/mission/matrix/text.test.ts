import { describe, expect, test } from 'vitest';
import { evaluateTemplate } from '../../../src/mission/expressions/evaluate.ts';
import { parseTemplate } from '../../../src/mission/expressions/expressions.ts';
import { filledTexts, fillMatrixText, NO_FACTS } from '../../../src/mission/matrix/text.ts';
import { fc } from '../../suite/fast-check.ts';

const values = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.double({ noNaN: true }),
  fc.boolean(),
  fc.constant('${' + '{ x }}'),
);
const part = fc.oneof(
  fc.string().filter((text) => !text.includes('$')),
  fc.constantFrom(
    '${' + '{ matrix.a }}',
    '${' + '{matrix.b}}',
    '${' + "{ format('{0}', matrix.a) }}",
    '${' + '{ matrix.A }}',
  ),
);

test('a text is filled in as the expression language evaluates it', () => {
  fc.assert(
    fc.property(fc.array(part), values, values, (parts, a, b) => {
      const text = parts.join('');
      const template = parseTemplate(text);
      if (template.type === 'rejected') throw new Error('expected a valid template');
      expect(fillMatrixText(text, { a, b })).toEqual(
        evaluateTemplate(template.parsed, { ...NO_FACTS, matrix: { a, b } }),
      );
    }),
  );
});

describe('the texts of all combinations', () => {
  const legs = [
    { id: 't (1)', values: { a: 1 } },
    { id: 't (2)', values: { a: 2, extra: 'x' } },
  ];

  test('are one for each if the text has an expression, and one for all if not', () => {
    expect(filledTexts('plain', legs)).toEqual([{ text: 'plain' }]);
    expect(filledTexts('v${' + '{ matrix.a }}', legs)).toEqual([
      { text: 'v1', leg: legs[0] },
      { text: 'v2', leg: legs[1] },
    ]);
    expect(filledTexts('v${' + '{ matrix.extra }}', legs).map(({ text }) => text)).toEqual(['v', 'vx']);
  });

  test.each(['${' + '{ matrix.b }}', '${' + '{ env.A }}', '${' + '{ success() }}', '${' + '{ matrix.a'])(
    'are none if %s has no value before the mission runs',
    (text) => {
      expect(filledTexts(text, legs)).toEqual([]);
    },
  );

  test('without a matrix, only constant expressions have a value', () => {
    expect(filledTexts('${' + "{ 'a' }}", undefined)).toEqual([{ text: 'a' }]);
    expect(filledTexts('${' + '{ matrix.a }}', undefined)).toEqual([]);
  });
});
