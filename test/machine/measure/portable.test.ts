import { describe, expect, test } from 'vitest';
import type { Figures, Measure } from '../../../src/machine/measure/figures.ts';
import { createPortableMeasure, type LoadLibrary, portableOptions } from '../../../src/machine/measure/portable.ts';

const library = (load: Partial<Awaited<ReturnType<LoadLibrary['currentLoad']>>> = {}): LoadLibrary => ({
  currentLoad: async () => ({ currentLoad: 40, rawCurrentLoad: 40, rawCurrentLoadIdle: 60, ...load }),
  mem: async () => ({ total: 1000, available: 250, buffcache: 200 }),
});
const memory = () => ({ total: 1000, free: 100 });
const cpus = () => 8;
const all = (measure: Measure) => new Promise<Figures>((resolve) => measure(resolve));

/** The percentages. */
async function once(measure: Measure): Promise<Figures> {
  const { constraints: _, ...percentages } = await all(measure);
  return percentages;
}

async function second(loads: LoadLibrary, platform = 'darwin'): Promise<Figures> {
  const measure = createPortableMeasure({ platform, load: async () => loads, cpus, memory });
  await once(measure);
  return once(measure);
}

describe('createPortableMeasure', () => {
  test('loads the library once, when first needed, and has no CPU figure before the second time', async () => {
    let loaded = 0;
    const load = async () => {
      loaded += 1;
      return library();
    };
    const measure = createPortableMeasure({ platform: 'darwin', load, cpus, memory });
    expect(loaded).toBe(0);
    expect(await once(measure)).toEqual({ memory: 75 });
    expect(await once(measure)).toEqual({ cpu: 40, memory: 75 });
    expect(loaded).toBe(1);
  });
  test('reads the memory from Node.js on Windows, because the library would start a shell', async () => {
    const loads = { ...library(), mem: () => expect.fail('asked the library') };
    expect(await second(loads, 'win32')).toEqual({ cpu: 40, memory: 90 });
  });
  test('F210 the machine is the only constraint, with the amounts that the library knows', async () => {
    const constraints = async (loads: LoadLibrary, count = 8) => {
      const options = { platform: 'darwin', load: async () => loads, cpus: () => count, memory };
      const measure = createPortableMeasure(options);
      await once(measure);
      return (await all(measure)).constraints;
    };
    expect(await constraints(library())).toEqual([
      { name: 'machine', cpu: { capacity: 8, used: 3.2 }, memory: { capacity: 1000, used: 750 } },
    ]);
    expect(await constraints(library(), 0)).toEqual([{ name: 'machine', memory: { capacity: 1000, used: 750 } }]);
    const broken = { ...library(), mem: async () => ({ total: 0, available: 0, buffcache: 1 }) };
    expect(await constraints(broken)).toEqual([{ name: 'machine', cpu: { capacity: 8, used: 3.2 } }]);
    expect(await constraints(broken, 0)).toBeUndefined();
  });
  test('F64 impossible figures are absent or clamped', async () => {
    expect(await second(library({ currentLoad: Number.NaN }))).toEqual({ memory: 75 });
    expect(await second(library({ currentLoad: 0, rawCurrentLoad: 0, rawCurrentLoadIdle: 0 }))).toEqual({ memory: 75 });
    expect(await second(library({ currentLoad: 130 }))).toEqual({ cpu: 100, memory: 75 });
    const broken = { ...library(), mem: async () => ({ total: 1000, available: 20, buffcache: 0 }) };
    expect(await second(broken)).toEqual({ cpu: 40 });
    expect(await second({ ...library(), mem: async () => ({ total: 0, available: 0, buffcache: 1 }) })).toEqual({
      cpu: 40,
    });
  });
  test('F64 a library that fails or is missing gives no figures, and never throws', async () => {
    const fails = { ...library(), currentLoad: () => Promise.reject(new Error('no')) };
    expect(await second(fails)).toEqual({});
    const missing = createPortableMeasure({
      platform: 'darwin',
      load: () => Promise.reject(new Error('no')),
      cpus,
      memory,
    });
    expect([await once(missing), await once(missing)]).toEqual([{}, {}]);
  });
  test('the real library on this machine', async () => {
    const measure = createPortableMeasure(portableOptions());
    await once(measure);
    // Within 200 ms, the library repeats its first figure.
    await new Promise((resolve) => setTimeout(resolve, 300));
    const { cpu, memory: used } = await once(measure);
    expect(cpu).toBeGreaterThanOrEqual(0);
    expect(cpu).toBeLessThanOrEqual(100);
    expect(used).toBeGreaterThan(0);
    expect(used).toBeLessThanOrEqual(100);
  });
});
