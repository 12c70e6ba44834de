import { expect, test } from 'vitest';
import { partFrom } from '../../src/github/fleet/part-inputs.ts';

const part = { number: 2, of: 3 };
const given = { part, plan: '1: a', only: [], skip: [] };
const service = { ACTIONS_RUNTIME_TOKEN: 't', ACTIONS_RESULTS_URL: 'https://results.example' };

test('a part with its plan is requested, and none without both', () => {
  expect(partFrom(given, service)).toEqual({ request: { ...part, plan: '1: a' } });
  expect(partFrom({ ...given, part: undefined, plan: undefined }, {})).toEqual({ request: undefined });
});

test.each([
  ['a plan without a part', { ...given, part: undefined }, service, 'because `plan` is given'],
  ['a part without a plan', { ...given, plan: undefined }, service, 'because `part` is given'],
  ['a part with a selection', { ...given, only: ['a'] }, service, 'neither `only` nor `skip`'],
  ['a part without an artifact service', given, {}, 'This runner has no artifact service.'],
])('%s is a mistake', (_, inputs, environment, message) => {
  expect(partFrom(inputs, environment)).toEqual({ mistakes: [expect.stringContaining(message)] });
});
