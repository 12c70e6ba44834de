import { afterEach, describe, expect, it } from 'vitest';
import { copyExample, type ExampleCopy } from './example-copy.ts';

const limit = { timeout: 180_000 };
const withHistory = { arguments: ['--history', 'history.jsonl'] };

let example: ExampleCopy;
afterEach(() => example.remove());

describe('the mission on a tight machine', () => {
  it('knows nothing in the first run, and in the second what each task used in the first', limit, async () => {
    example = copyExample('tight-machine');
    const first = await example.run(withHistory);
    expect(first.exitCode, first.stdout).toBe(0);
    expect(first.row('survey (Hazel, 100)').history).toBeUndefined();
    expect(first.report('atlas')).toContain('| Hazel | 58 % | 1184 m |');

    const second = await example.run(withHistory);
    expect(second.exitCode, second.stdout).toBe(0);
    const [largest, waiting] = [second.row('survey (Hazel, 100)'), second.row('weather (1)')];
    expect(largest.history?.runs).toBe(1);
    if (process.platform !== 'linux') return;
    // The map alone has 400 MB. A station takes three seconds to answer, and the task only waits.
    expect(largest.history?.demand?.memory).toBeGreaterThan(200e6);
    expect(waiting.history?.demand?.memory).toBeLessThan(150e6);
    expect(waiting.history?.demand?.cpus).toBeLessThan(largest.history?.demand?.cpus ?? 0);
  });

  it('fails if a station does not answer', limit, async () => {
    example = copyExample('tight-machine');
    example.alter('ask-station.mjs', 'wind=', 'rain=');
    const run = await example.run();
    expect(run.exitCode).toBe(1);
    expect(run.finalReport()).toContain('expected an answer of every station, found none of weather (1), weather (2)');
  });
});
