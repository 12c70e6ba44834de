import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { githubContext } from '../../../src/run/expressions/github-context.ts';

function eventFile(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'mission-event-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'event.json'), text);
  return join(folder, 'event.json');
}

test('contains the variables of the runner and the event', () => {
  const context = githubContext({
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REF_PROTECTED: 'true',
    GITHUB_RUN_NUMBER: '12',
    GITHUB_EVENT_PATH: eventFile('{"pull_request":{"draft":true}}'),
  });
  expect(context).toMatchObject({
    ref: 'refs/heads/main',
    ref_protected: true,
    run_number: '12',
    event: { pull_request: { draft: true } },
  });
});

test('never contains a token or the command files of the step', () => {
  const environment = {
    GITHUB_TOKEN: 'x',
    GITHUB_ENV: 'x',
    GITHUB_OUTPUT: 'x',
    GITHUB_SECRET_THING: 'x',
    GH_TOKEN: 'x',
  };
  expect(githubContext(environment)).toEqual({ event: {} });
});

test('contains an empty event if the payload cannot be read', () => {
  expect(githubContext({ GITHUB_EVENT_PATH: '/nowhere/event.json' })).toMatchObject({ event: {} });
  expect(githubContext({ GITHUB_EVENT_PATH: eventFile('{') })).toMatchObject({ event: {} });
});
