import { expect, test } from 'vitest';
import { partFrom } from '../../src/github/fleet/part-inputs.ts';

const part = { number: 2, of: 3 };
const given = { part, plan: '1: a', merge: false, only: [], skip: [] };
const service = { ACTIONS_RUNTIME_TOKEN: 't', ACTIONS_RESULTS_URL: 'https://results.example' };

test('a part with its plan is requested, and none without both', () => {
  expect(partFrom(given, service)).toEqual({ request: { ...part, plan: '1: a' } });
  expect(partFrom({ ...given, part: undefined, plan: undefined }, {})).toEqual({ request: undefined });
});

test('a merge needs no part', () => {
  expect(partFrom({ ...given, part: undefined, merge: true }, {})).toEqual({ request: undefined });
});

test.each([
  ['a plan without a part', { ...given, part: undefined }, service, 'because `plan` is given'],
  ['a part without a plan', { ...given, plan: undefined }, service, 'because `part` is given'],
  ['a part with a selection', { ...given, only: ['a'] }, service, 'neither `only` nor `skip`'],
  ['a merge with a part', { ...given, merge: true }, service, 'neither `part`, `only` nor `skip`'],
  [
    'a merge with a selection',
    { ...given, part: undefined, merge: true, only: ['a'] },
    service,
    'because nothing runs',
  ],
  ['a part without an artifact service', given, {}, 'This runner has no artifact service.'],
])('%s is a mistake', (_, inputs, environment, message) => {
  expect(partFrom(inputs, environment)).toEqual({ mistakes: [expect.stringContaining(message)] });
});
