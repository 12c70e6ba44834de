import { expect, test } from 'vitest';
import { parseMissionInputs } from '../../src/github/mission-inputs.ts';

test.each([
  ['', {}],
  ['null', {}],
  ['{}', {}],
  ['{ "target": "staging", "fast": true, "count": 3 }', { target: 'staging', fast: 'true', count: '3' }],
  ['target=staging\r\n\n fast = true', { target: 'staging', fast: 'true' }],
  ['query=a=b', { query: 'a=b' }],
])('F344: the inputs of the mission in %j', (text, value) => {
  expect(parseMissionInputs(text)).toEqual({ value });
});

test.each([
  ['target: staging', 'lines of `name=value`'],
  ['=staging', 'lines of `name=value`'],
  ['a=1\na=2', 'one line for each name'],
  ['{ "a": 1', 'JSON after the `{`'],
  ['{ "a": [1] }', 'values are texts, numbers or booleans'],
])('F344: %j is refused', (text, expected) => {
  expect(parseMissionInputs(text)).toEqual({ expected: expect.stringContaining(expected) });
});
