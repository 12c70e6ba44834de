import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { apiPlace, readEvent, runUrl, statusSha } from '../../../src/github/api/target.ts';

const HEAD = 'b'.repeat(40);
const MERGE = 'c'.repeat(40);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'event-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function event(payload: unknown): NodeJS.ProcessEnv {
  const path = join(folder, 'event.json');
  writeFileSync(path, typeof payload === 'string' ? payload : JSON.stringify(payload));
  return { GITHUB_EVENT_PATH: path, GITHUB_REPOSITORY: 'octo/repo', GITHUB_SHA: MERGE };
}

describe('readEvent', () => {
  test('a pull request has a number and its own commit, which is not the merge commit', () => {
    const environment = event({ pull_request: { number: 7, head: { sha: HEAD, repo: { full_name: 'Octo/Repo' } } } });
    const found = readEvent(environment);
    expect(found).toEqual({ pullRequest: 7, headSha: HEAD, isFork: false });
    expect(statusSha(found, environment)).toBe(HEAD);
  });

  test('a pull request of another repository is one of a fork', () => {
    expect(
      readEvent(event({ pull_request: { number: 7, head: { sha: HEAD, repo: { full_name: 'eve/repo' } } } })),
    ).toMatchObject({
      isFork: true,
    });
  });

  test.each([
    ['of a push', { ref: 'refs/heads/main', after: HEAD }],
    ['of a merge group', { merge_group: { head_sha: HEAD } }],
    ['of an issue with a number', { number: 9 }],
    ['that is no object', 'null'],
    ['that is not JSON', '{'],
  ])('an event %s has no pull request, and the commit of the workflow run counts', (_, payload) => {
    const environment = event(payload);
    expect(readEvent(environment)).toEqual({ isFork: false });
    expect(statusSha(readEvent(environment), environment)).toBe(MERGE);
  });

  test('without an event file and a commit, there is nothing to report on', () => {
    expect(statusSha(readEvent({}), {})).toBeUndefined();
    expect(statusSha({ isFork: false }, { GITHUB_SHA: '../../etc' })).toBeUndefined();
  });
});

describe('apiPlace', () => {
  test('is the repository on the server of the runner', () => {
    const found = apiPlace('t', { GITHUB_REPOSITORY: 'octo/repo', GITHUB_API_URL: 'https://ghe.example.com/api/v3/' });
    expect(found).toEqual({
      type: 'found',
      place: { url: 'https://ghe.example.com/api/v3', repository: 'octo/repo', token: 't' },
    });
    expect(apiPlace('t', { GITHUB_REPOSITORY: 'octo/repo' })).toMatchObject({
      place: { url: 'https://api.github.com' },
    });
  });

  test.each([
    ['', 'octo/repo', /token.*is empty/],
    ['ghs_one\nghs_two', 'octo/repo', /has a blank/],
    ['t', '', /GITHUB_REPOSITORY/],
    ['t', 'octo/../repo', /GITHUB_REPOSITORY/],
  ])('F480 with the token %j and the repository %j, the reason does not have the token', (token, repository, why) => {
    const found = apiPlace(token, { GITHUB_REPOSITORY: repository });
    expect(found).toMatchObject({ type: 'missing', why: expect.stringMatching(why) });
    expect(JSON.stringify(found)).not.toContain('ghs_one');
  });
});

test('the page of a later attempt has its number', () => {
  const environment = { GITHUB_REPOSITORY: 'octo/repo', GITHUB_RUN_ID: '77' };
  expect(runUrl(environment)).toBe('https://github.com/octo/repo/actions/runs/77');
  expect(runUrl({ ...environment, GITHUB_RUN_ATTEMPT: '2' })).toBe(
    'https://github.com/octo/repo/actions/runs/77/attempts/2',
  );
});
