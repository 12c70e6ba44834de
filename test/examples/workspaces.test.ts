import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyExample, type ExampleCopy } from './example-copy.ts';

const limit = { timeout: 60_000 };

let example: ExampleCopy;
beforeEach(() => {
  example = copyExample('workspaces');
  example.git('init', '--quiet');
  example.git('add', '--all');
  example.git('commit', '--quiet', '--message', 'Cookbook');
});
afterEach(() => example.remove());

/** The files that a task keeps. */
const kept = (stem: string): readonly string[] =>
  readdirSync(join(example.path, 'run/files', stem, 'examples/workspaces/dist')).sort();

describe('the mission with workspaces', () => {
  it('builds both editions at once, tests copies of them, and leaves nothing in the project', limit, async () => {
    const run = await example.run();
    expect(run.exitCode, run.stdout).toBe(0);
    expect(Object.values(run.statuses())).toEqual(Array(6).fill('succeeded'));
    expect(kept('build@full')).toEqual(['bread.html', 'cake.html', 'soup.html']);
    expect(kept('build@free')).toEqual(['bread.html', 'soup.html']);
    expect(existsSync(join(example.path, 'examples/workspaces/dist'))).toBe(false);
    expect(existsSync(join(example.path, '.git/worktrees'))).toBe(false);
  });

  it('tests changes that are not committed', limit, async () => {
    example.alter('recipes/soup.txt', 'Goes with bread', 'Goes with toast');
    const run = await example.run();
    expect(run.exitCode).toBe(1);
    expect(run.row('links').reason).toContain('dist/soup.html links to toast.html, which does not exist');
    expect(run.statuses()).toMatchObject({ compressed: 'succeeded', complete: 'succeeded' });
  });
});
