import { expect, test } from 'vitest';
import { readRunnerServices } from '../../src/machine/runner-services.ts';

const runner = {
  GITHUB_ACTIONS: 'true',
  GITHUB_STEP_SUMMARY: '/summary',
  ACTIONS_RUNTIME_TOKEN: 'secret-token',
  ACTIONS_RESULTS_URL: 'https://results.example/',
  RUNNER_TRACKING_ID: 'github_1',
  HOME: '/root',
};

test('a runner with all services is described without any value', () => {
  const services = readRunnerServices(runner, (file) => file === '/summary');
  expect(services).toEqual({
    onRunner: true,
    artifacts: { available: true, missing: [] },
    summary: 'writable',
    tracking: true,
    variables: ['GITHUB_ACTIONS', 'GITHUB_STEP_SUMMARY'],
  });
  expect(JSON.stringify(services)).not.toMatch(/secret-token|results\.example|github_1|\/summary/);
});

test('missing services are named', () => {
  expect(readRunnerServices({ ...runner, ACTIONS_RUNTIME_TOKEN: '' }, () => false)).toMatchObject({
    artifacts: { available: false, missing: ['ACTIONS_RUNTIME_TOKEN'] },
    summary: 'not writable',
  });
  expect(readRunnerServices({}, () => true)).toEqual({
    onRunner: false,
    artifacts: { available: false, missing: ['ACTIONS_RUNTIME_TOKEN', 'ACTIONS_RESULTS_URL'] },
    summary: 'absent',
    tracking: false,
    variables: [],
  });
});
