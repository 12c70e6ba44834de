import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { commentMarker } from '../../../src/github/comment/marker.ts';
import { writeComment } from '../../../src/github/comment/write-comment.ts';
import { type ApiServer, type ApiServerOptions, type StoredComment, startApiServer, TOKEN } from '../api/api-server.ts';
import { endedReport } from '../ended-report.ts';

const JOB = { GITHUB_WORKFLOW: 'CI', GITHUB_JOB: 'gate' };
const MARKER = commentMarker('Fix', 'mission', JOB);

let server: ApiServer;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'comment-'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await server.close();
});

interface Written extends ApiServerOptions {
  readonly payload?: unknown;
  readonly marker?: string;
  readonly failed?: boolean;
}

async function start(options: ApiServerOptions = {}): Promise<void> {
  server = await startApiServer(options);
}

function write({ payload, marker = MARKER, failed = false }: Written = {}): Promise<string | undefined> {
  const event = join(folder, 'event.json');
  const head = { sha: 'b'.repeat(40), repo: { full_name: 'octo/repo' } };
  writeFileSync(event, JSON.stringify(payload ?? { pull_request: { number: 7, head } }));
  return writeComment({
    report: endedReport([{ id: 'unit', status: failed ? 'failed' : 'succeeded' }]),
    marker,
    links: {},
    token: TOKEN,
    limit: 300,
    environment: {
      ...JOB,
      GITHUB_API_URL: server.url,
      GITHUB_REPOSITORY: 'octo/repo',
      GITHUB_EVENT_PATH: event,
      GITHUB_EVENT_NAME: payload === undefined ? 'pull_request' : 'push',
    },
  });
}

function existing(body: string, more: Partial<StoredComment> = {}): StoredComment {
  return { id: 1, body, user: { login: 'github-actions[bot]', type: 'Bot' }, author_association: 'NONE', ...more };
}

describe('writeComment', () => {
  test('writes one comment, and the next run updates it', async () => {
    await start();
    expect(await write({ failed: true })).toBeUndefined();
    expect(server.comments).toHaveLength(1);
    expect(server.comments[0]?.body).toContain('The mission failed');
    expect(await write()).toBeUndefined();
    expect(server.comments).toHaveLength(1);
    expect(server.comments[0]?.body).toContain('The mission succeeded');
    expect(server.requests.at(-1)).toBe('PATCH /repos/octo/repo/issues/comments/100');
  });

  test('finds its comment behind hundreds of comments', async () => {
    const many = Array.from({ length: 250 }, (_, index) => existing('Looks good', { id: index + 1 }));
    await start({ comments: [...many, existing(`${MARKER}\nold`, { id: 999 })] });
    expect(await write()).toBeUndefined();
    expect(server.comments).toHaveLength(251);
    expect(server.comments.at(-1)?.body).toContain('The mission succeeded');
  });

  test('does not touch the comment of another job, nor that of a stranger with a copied marker', async () => {
    const other = existing(`${commentMarker('Fix', 'mission', { ...JOB, GITHUB_JOB: 'nightly' })}\nother`);
    const copied = existing(`${MARKER}\ncopied`, { id: 2, user: { login: 'eve', type: 'User' } });
    const quoted = existing(`> ${MARKER}\nquoted`, { id: 3 });
    await start({ comments: [other, copied, quoted] });
    expect(await write()).toBeUndefined();
    expect(server.comments.map(({ id }) => id)).toEqual([1, 2, 3, 103]);
    expect(server.comments.slice(0, 3).map(({ body }) => body.split('\n')[1])).toEqual(['other', 'copied', 'quoted']);
  });

  test('a comment that was written with the token of a member is found too', async () => {
    const own = existing(`${MARKER}\nold`, { user: { login: 'ana', type: 'User' }, author_association: 'MEMBER' });
    await start({ comments: [own] });
    await write();
    expect(server.comments).toHaveLength(1);
  });

  test('writes a new one if it was deleted meanwhile', async () => {
    await start({ comments: [existing(`${MARKER}\nold`)], faults: [undefined, 404] });
    expect(await write()).toBeUndefined();
    expect(server.comments).toHaveLength(2);
  });

  test.each([
    ['the answer to it is lost', ['reset']],
    ['the service fails', [503]],
    ['nothing answers', ['hang']],
  ] as const)('F481 if %s, it is written at the second attempt, and once', async (_, faults) => {
    await start({ faults });
    expect(await write()).toBeUndefined();
    expect(server.comments).toHaveLength(1);
  });

  test.each([
    ['fails', { always: 503 }, /503/],
    ['never answers', { always: 'hang' }, /no answer within 0.3 s/],
    ['refuses the token', { always: 403 }, /pull-requests: write/],
    ['has too many requests', { always: 429 }, /429/],
  ] as const)('F481 if the service %s, there is one sentence', async (_, options, expected) => {
    await start(options);
    expect(await write()).toMatch(expected);
    expect(server.comments).toEqual([]);
  });

  test('without a pull request, there is one sentence and no request', async () => {
    await start();
    expect(await write({ payload: { ref: 'refs/heads/main' } })).toBe(
      'The event push has no pull request to comment on.',
    );
    expect(server.requests).toEqual([]);
  });

  test('a fork is named as the reason', async () => {
    await start({ always: 403 });
    const head = { sha: 'b'.repeat(40), repo: { full_name: 'eve/repo' } };
    expect(await write({ payload: { pull_request: { number: 7, head } } })).toContain('from a fork can only read');
  });
});

describe('commentMarker', () => {
  test('differs for missions, workflows, jobs and prefixes', () => {
    const markers = [
      MARKER,
      commentMarker('Fix 2', 'mission', JOB),
      commentMarker('Fix', 'mission', { ...JOB, GITHUB_JOB: 'b' }),
      commentMarker('Fix', 'mission', { ...JOB, GITHUB_WORKFLOW: 'b' }),
      commentMarker('Fix', 'linux', JOB),
    ];
    expect(new Set(markers).size).toBe(5);
  });

  test('F477 no name ends the hidden line', () => {
    const marker = commentMarker('--> @all <b>\n\ud800', '-->', { ...JOB, GITHUB_JOB: '--!>' });
    expect(marker.slice(4, -3)).not.toMatch(/--|[<>\n]/);
  });
});
