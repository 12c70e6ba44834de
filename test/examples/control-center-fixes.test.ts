import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyExample } from './control-center-copy.ts';

/** Each fix, the test that must fail if the fix is reverted, and what the report of that test must contain. */
const fixes: readonly (readonly [fix: string, test: string, why: RegExp])[] = [
  ['api-key', 'authentication', /GET \/api\/devices without the key: expected 403, got 200/],
  ['constant-time', 'authentication', /difference at the end of the key takes [\d.]+ times as long/],
  ['live-tickets', 'security', /WebSocket \/live without a ticket: expected 403, got 101/],
  ['path-traversal', 'security', /GET \/\S+: returned a file outside its folder/],
  ['filter-language', 'security', /with the filter 1 \+ 1 == 2: expected 400, got 200/],
  [
    'key-lockout',
    'security',
    /POST \/api\/tickets after 4 wrong keys: expected 429|after 4 wrong keys: expected to be locked out/,
  ],
  [
    'store-in-memory',
    'performance',
    /GET \/api\/devices\/d-7: before .* ms, after .* times as fast; expected at least 5/,
  ],
  ['linear-summary', 'performance', /GET \/api\/summary: before .* ms, after .* times as fast; expected at least 20/],
  ['event-pages', 'performance', /GET \/api\/events: expected a page, got all 20000 events/],
  ['asset-cache', 'performance', /GET \/: not compressed/],
  [
    'shared-feed',
    'performance',
    /Live feed: update \d+ was computed again|A connection that answers no ping: still open/,
  ],
  ['escape-output', 'integration', /onerror="alert\(1\)"> became an element of the page: <img>/],
  ['accessible-page', 'integration', /<html> has no lang/],
  ['loading-and-errors', 'integration', /nothing shows that it is loading/],
  ['live-reconnect', 'integration', /live feed lost: expected 2 attempts to reconnect, saw 0/],
  ['security-headers', 'security', /expected the header content-security-policy to be .*, found nothing/],
  ['rate-limit', 'security', /expected 20 to be answered, 40 were|none was refused/],
  ['request-limits', 'security', /POST \/api\/commands with \d+ bytes: expected 413, got 400/],
];

const example = copyExample();

beforeAll(async () => {
  const { exitCode, output } = await example.script('fixed', 'fix.mjs', '--apply', ...fixes.map(([fix]) => fix));
  expect(output).toBe('');
  expect(exitCode).toBe(0);
});

afterAll(() => example.remove());

describe('a fix that is reverted after its step fails the test of that fix', () => {
  it.concurrent.each(fixes)('%s by %s', { timeout: 60_000 }, async (fix, test, why) => {
    example.fork('fixed', fix);
    example.undo(fix, fix);
    const { exitCode, report } = await example.script(fix, 'check.mjs', test);
    expect(report).toMatch(why);
    expect(exitCode).toBe(1);
  });
});

describe('a fix that is not effective', () => {
  it('fails its step, with the reason', async () => {
    const weak = copyExample();
    try {
      // The address no longer matters, but GET still needs no key.
      weak.alter('fixes/api-key.patch', /^-( {2}if \(request\.method === 'GET'\) return;)$/m, ' $1');
      const { exitCode, report } = await weak.script('run', 'fix.mjs', 'api-key');
      expect(report).toBe(
        '- API key on every endpoint: FAILED. GET /api/status without the key: expected 403, got 200.\n',
      );
      expect(exitCode).toBe(1);
    } finally {
      weak.remove();
    }
  });

  it('is not applied if the service differs from the one that the patch was made for', async () => {
    const changed = copyExample();
    try {
      changed.alter('service/lib/compare-keys.mjs', 'for (let index = 0', 'for (let place = 0');
      const { exitCode, report } = await changed.script('run', 'fix.mjs', 'constant-time');
      expect(report).toMatch(
        /FAILED\. \S+constant-time\.patch for lib\/compare-keys\.mjs: expected line \d+ to be ".*", found "/,
      );
      expect(exitCode).toBe(1);
    } finally {
      changed.remove();
    }
  });
});
