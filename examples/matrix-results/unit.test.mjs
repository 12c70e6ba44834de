import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loadVariant } from './load-variant.mjs';

const { FORMAT, TABLE } = process.env;
const slug = await loadVariant(FORMAT, TABLE);

const cases = {
  latin: {
    'Crème Brûlée': 'creme-brulee',
    'Größe und Maß': 'groesse-und-mass',
    'Smørrebrød på Æbelø': 'smorrebrod-pa-aebelo',
    'Łódź, Đakovo, Þingvellir': 'lodz-dakovo-thingvellir',
  },
  greek: {
    'Καλημέρα κόσμε': 'kalimera-kosme',
    'Η θάλασσα': 'i-thalassa',
    'Ψυχή και χρόνος': 'psychi-kai-chronos',
  },
  cyrillic: {
    'Доброе утро': 'dobroe-utro',
    'Щётка и ёж': 'shchyotka-i-yozh',
    Чайковский: 'chaykovskiy',
  },
};

for (const [table, expected] of Object.entries(cases)) {
  const skip = TABLE !== table && TABLE !== 'all' && `not part of the variant ${TABLE}`;
  describe(table, { skip }, () => {
    for (const [text, result] of Object.entries(expected)) test(text, () => assert.equal(slug(text), result));
  });
}

describe('for any letters', () => {
  test('punctuation becomes single hyphens', () => assert.equal(slug('a & b -- c / d!'), 'a-b-c-d'));
  test('a text without letters gives an empty slug', () => assert.equal(slug('?! …'), ''));
  test('a slug does not change', () => assert.equal(slug(slug('One, two and 3')), 'one-two-and-3'));
  test('a slug that is cut does not end with a hyphen', () => assert.equal(slug('one two three', 8), 'one-two'));
});
