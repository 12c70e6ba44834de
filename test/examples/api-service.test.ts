import { afterEach, describe, expect, it } from 'vitest';
import { copyExample, type ExampleCopy, freePort } from './example-copy.ts';

const limit = { timeout: 60_000 };

let example: ExampleCopy;
afterEach(() => example.remove());

/** Uses free ports, so that the example can run at the same time as other tests. */
async function copyWithPorts(): Promise<void> {
  example = copyExample('api-service');
  example.alter('mission.yml', '8217', String(await freePort()));
  example.alter('mission.yml', '8225', String(await freePort()));
}

describe('the API service mission', () => {
  it('tests a service from start to stop, watches it under load, and checks the totals', limit, async () => {
    await copyWithPorts();
    // The load takes twice as long, so that `watch` can poll even on a busy machine.
    example.alter('checks/load.mjs', 'perSecond = 240', 'perSecond = 120');
    const run = await example.run();
    expect(run.exitCode, run.stdout).toBe(0);
    expect(run.statuses()).toEqual({
      catalogue: 'succeeded',
      load: 'succeeded',
      watch: 'not-needed',
      browser: 'succeeded',
      'json-api': 'succeeded',
      totals: 'succeeded',
    });

    const api = run.service('api');
    expect(api.status).toBe('stopped');
    expect(api.started).toBeGreaterThanOrEqual(run.row('catalogue').ended);
    expect(run.row('browser').started).toBeGreaterThanOrEqual(api.ready);
    expect(api.ended).toBeGreaterThanOrEqual(run.row('totals').ended);
    expect(run.service('mail').ended).toBeLessThanOrEqual(api.ended);

    expect(run.row('catalogue').outputs).toEqual({ concert: '40', festival: '80', reading: '12' });
    expect(run.row('load').outputs).toEqual({ booked: '80' });
    expect(run.report('totals')).toContain('| festival | 80 | 80 |');
    expect(run.report('totals')).toMatch(/The rush took [\d.]+ s\./);

    expect(run.row('watch').started).toBeLessThan(run.row('load').ended);
    expect(run.row('watch').ended).toBeGreaterThanOrEqual(run.row('load').ended);
    expect(run.report('watch')).toMatch(/Polled \d+ times\. At the last poll, \d+ of 80 seats were sold/);

    const [first, second] = [run.row('browser'), run.row('json-api')].sort((one, other) => one.started - other.started);
    expect(second?.started).toBeGreaterThanOrEqual(first?.ended ?? Number.POSITIVE_INFINITY);
  });

  it('fails every task that needs a service that does not start, with the reason', limit, async () => {
    await copyWithPorts();
    example.alter(
      'service/server.mjs',
      'server.listen(',
      "throw new Error('no licence for this host');\nserver.listen(",
    );
    const run = await example.run();
    expect(run.exitCode).toBe(1);
    expect(run.service('api').status).toBe('failed');
    for (const id of ['load', 'browser', 'json-api', 'totals']) {
      expect(run.row(id)).toMatchObject({ status: 'failed', attempts: 0 });
      expect(run.row(id).reason).toMatch(/^service api: .*exited with code 1/);
    }
    expect(run.finalReport()).toContain('no licence for this host');
  });

  it('fails if a seat is sold twice', limit, async () => {
    await copyWithPorts();
    example.alter('service/bookings.mjs', 'if (seats > free)', 'if (seats > free + 100)');
    const run = await example.run();
    expect(run.exitCode).toBe(1);
    expect(run.row('load').status).toBe('failed');
    expect(run.report('load')).toContain('every seat is sold exactly once');
    expect(run.report('json-api')).toContain('Booking of a sold-out event: expected 409, found 201');
    expect(run.row('totals').status).toBe('succeeded');
  });
});
