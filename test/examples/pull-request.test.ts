import { globSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyExample, type ExampleCopy } from './example-copy.ts';

const limit = { timeout: 60_000 };

let example: ExampleCopy;
beforeEach(() => {
  example = copyExample('pull-request');
  example.git('init', '--quiet', '--initial-branch', 'main');
  example.git('add', 'examples');
  example.git('commit', '--quiet', '--message', 'Shop');
  example.git('switch', '--quiet', '--create', 'change');
});
afterEach(() => example.remove());

/** The statuses if no file of the product changed. */
const nothingChanged = {
  handbook: 'skipped',
  shop: 'skipped',
  'common.syntax': 'succeeded',
  'common.leaks': 'succeeded',
  notes: 'succeeded',
  'early-word': 'succeeded',
  site: 'skipped',
  verdict: 'succeeded',
};

describe('the pull request mission', () => {
  it.each([
    { file: 'shop/README.md', from: '# Shop', to: '# The shop', runs: ['site'] },
    { file: 'handbook/prices.md', from: '10 % from', to: 'Ten percent from', runs: ['handbook'] },
    { file: 'shop/price.mjs', from: 'tea: 450', to: 'tea: 450, sugar: 180', runs: ['shop', 'site'] },
    { file: 'site/pages/about.html', from: 'We sell', to: 'You find', runs: ['site'] },
    { file: 'checks/mission.mjs', from: 'Absolute paths', to: 'The absolute paths', runs: [] },
  ])('a change of $file runs $runs', limit, async ({ file, from, to, runs }) => {
    example.alter(file, from, to);
    // A price that no page shows is an error, so the page changes too.
    if (to.includes('sugar')) {
      example.alter('site/pages/prices.html', '<li id="cup">', '<li id="sugar">Sugar: {{sugar}}</li><li id="cup">');
    }
    example.git('commit', '--quiet', '--all', '--message', 'Change');
    const run = await example.run({ arguments: ['--base', 'main'] });
    expect(run.exitCode, run.stdout).toBe(0);
    const expected = Object.fromEntries(runs.map((id) => [id, 'succeeded']));
    expect(run.statuses()).toEqual({ ...nothingChanged, ...expected });
  });

  it('compares with the default branch if there is no --base, and includes uncommitted changes', limit, async () => {
    example.alter('handbook/ordering.md', '#discounts', '#rebates');
    const run = await example.run();
    expect(run.exitCode).toBe(1);
    expect(run.row('handbook').status).toBe('failed');
    expect(run.report('handbook')).toContain('prices.md#rebates: there is no such heading');
    expect(run.report('verdict')).toContain('Some checks failed for this change.');
  });

  it('checks the site of an unchanged shop if it is asked to', limit, async () => {
    const run = await example.run({
      arguments: ['--base', 'main', '--input', 'check-site=true', '--input', 'occasion=release'],
    });
    expect(run.exitCode, run.stdout).toBe(0);
    expect(run.statuses()).toEqual({ ...nothingChanged, site: 'succeeded' });
    expect(run.report('verdict')).toMatch(/For a release, on (?:Linux|macOS|Windows)\. See: shop reviews\./);
  });

  it('starts tasks by priority, and reports the first of two results to the author', limit, async () => {
    const run = await example.run();
    expect(run.exitCode, run.stdout).toBe(0);
    // Two run at a time, and the file expects the same duration of both. In the file, `shop` comes first.
    expect(run.row('common.leaks').started).toBeLessThan(run.row('shop').started);
    const first = Math.min(run.row('common.leaks').ended, run.row('common.syntax').ended);
    expect(run.row('early-word').started).toBeGreaterThanOrEqual(first);
    expect(run.report('early-word')).toMatch(/- common\.(?:leaks|syntax): succeeded/);
  });

  it('retries a test that failed, but not a task', limit, async () => {
    example.alter('site/pages/prices.html', '{{tea}}', '4.05');
    example.alter('shop/price.mjs', 'percent: 10 ', 'percent: 11 ');
    const run = await example.run();
    expect(run.exitCode).toBe(1);
    expect(run.row('site')).toMatchObject({ status: 'failed', attempts: 2 });
    expect(run.report('site')).toContain('/prices: expected 4.50 for tea');
    expect(run.row('shop')).toMatchObject({ status: 'failed', attempts: 1 });
  });

  it('sends the verdict with a token that no file contains', limit, async () => {
    const token = 'review-token-51f0c2';
    const password = 'preview-password-8d2e';
    example.alter('site/pages/about.html', 'We sell', 'You find');
    const received: { authorization: string | undefined; verdict: unknown }[] = [];
    const server = createServer(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part);
      received.push({
        authorization: request.headers.authorization,
        verdict: JSON.parse(Buffer.concat(parts).toString()),
      });
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    try {
      const env = {
        REVIEW_URL: `http://127.0.0.1:${port}/verdict`,
        REVIEW_TOKEN: token,
        PREVIEW_PASSWORD: password,
      };
      const run = await example.run({ env, arguments: ['--base', 'main'] });
      expect(run.exitCode, run.stdout).toBe(0);
      expect(received).toMatchObject([
        {
          authorization: `Bearer ${token}`,
          verdict: { mission: 'Gate of the shop', good: true, event: 'local', parts: { 'common.leaks': 'succeeded' } },
        },
      ]);
      expect(run.stdout).toContain("authorization: 'Bearer ***'");
      expect(run.stdout).not.toContain(token);
    } finally {
      server.close();
    }
    const files = globSync('run/**/*', { cwd: example.path }).filter((name) =>
      statSync(join(example.path, name)).isFile(),
    );
    expect(files).toContain(join('run', 'logs', 'verdict.log'));
    const leaking = files.filter((name) =>
      readFileSync(join(example.path, name)).toString().match(`${token}|${password}`),
    );
    expect(leaking).toEqual([]);
  });
});
