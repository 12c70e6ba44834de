import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyExample, type ExampleCopy } from './example-copy.ts';

const limit = { timeout: 60_000 };

let example: ExampleCopy;
beforeEach(() => {
  example = copyExample('fleet');
});
afterEach(() => example.remove());

describe('the mission for several runners', () => {
  it('succeeds on one machine', limit, async () => {
    const run = await example.run();
    expect(run.exitCode, run.stdout).toBe(0);
    expect(Object.values(run.statuses())).toEqual(Array(5).fill('succeeded'));
    expect(run.row('build').outputs).toEqual({ words: '10' });
    expect(existsSync(join(example.path, 'run/files/build/examples/fleet/dist/look-up'))).toBe(true);
  });

  it('fails if a list is not in order', limit, async () => {
    example.alter('words/food.txt', 'water = eau', 'agua = eau');
    const run = await example.run();
    expect(run.exitCode).toBe(1);
    expect(run.row('spelling').status).toBe('failed');
    expect(run.statuses()).toMatchObject({ complete: 'succeeded', program: 'succeeded' });
  });
});
