import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import {
  limitHeapForEnd,
  limitHeapForMission,
  limitHeapForRun,
  limitsOfMaglev,
  limitsOfReducer,
  withoutLimits,
} from '../../src/run/limit-heap.ts';

const largeFile = join(import.meta.dirname, '../../package-lock.json');

afterEach(() => {
  vi.restoreAllMocks();
});

test('the limits are off only while code is loaded, not while the caller goes on', async () => {
  const flags = watchFlags();
  limitHeapForRun(1000);
  expect(flags).toContain('--semi-space-growth-factor=1');
  flags.length = 0;
  let duringLoad: readonly string[] = [];
  const loading = withoutLimits(async () => {
    duringLoad = [...flags];
    return 'code';
  });
  expect(flags).toEqual([]);
  expect(await loading).toBe('code');
  expect(duringLoad).toContain('--semi-space-growth-factor=2');
  expect(flags.slice(duringLoad.length)).toContain('--semi-space-growth-factor=1');
});

test('what is set back is the default of this Node, or V8 would reject compiled code that was kept', async () => {
  const flags = watchFlags();
  limitHeapForMission(largeFile);
  const limits = [...flags];
  flags.length = 0;
  await withoutLimits(async () => {});
  const before = flags.slice(0, flags.length / 2);
  const options = execFileSync(process.execPath, ['--v8-options'], { encoding: 'utf8' });
  const defaults = new Set(Array.from(options.matchAll(/default: (--\S+)/g), ([, flag]) => flag));
  expect(before.filter((flag) => !defaults.has(flag))).toEqual([]);
  const nameOf = (flag: string): string => flag.replace(/^--(no-)?/, '').replace(/=.*/, '');
  expect(limits.map(nameOf)).toEqual(before.map(nameOf));
});

test('V8 does not collect the whole heap while the tasks of a run with many wait', () => {
  const flags = watchFlags();
  limitHeapForRun(50);
  expect(flags).toContain('--memory-reducer-gc-count=0');
});

test('while a large mission is read and when its run ends, nothing is optimized; between the two, the faster compiler works', () => {
  const flags = watchFlags();
  limitHeapForMission(import.meta.filename);
  expect(flags).toEqual([]);
  limitHeapForMission(largeFile);
  expect(onOrOff(flags)).toEqual({ opt: false, maglev: false });
  limitHeapForRun(10_000);
  expect(onOrOff(flags)).toEqual({ opt: false, maglev: true });
  limitHeapForEnd(10_000);
  expect(onOrOff(flags)).toEqual({ opt: false, maglev: false });
});

test('a run with 1,000 tasks is optimized', () => {
  const flags = watchFlags();
  limitHeapForMission(largeFile);
  limitHeapForRun(1000);
  expect(onOrOff(flags)).toEqual({ opt: true, maglev: true });
});

test('after a large mission was read, its garbage does not stay in memory', () => {
  watchFlags();
  let garbage: unknown = Array.from({ length: 200_000 }, (_, index) => ({ index }));
  expect(garbage).toHaveLength(200_000);
  garbage = undefined;
  const before = process.memoryUsage().heapTotal;
  limitHeapForRun(10_000);
  expect(before - process.memoryUsage().heapTotal).toBeGreaterThan(5e6);
});

function onOrOff(flags: readonly string[]): Record<string, boolean> {
  const isOn = (name: string) => flags.lastIndexOf(`--${name}`) > flags.lastIndexOf(`--no-${name}`);
  return { opt: isOn('opt'), maglev: isOn('maglev') };
}

/** Records flags instead of setting them, because those of this process would stay. Those that show the collector do not. */
function watchFlags(): string[] {
  const set: string[] = [];
  const v8 = process.getBuiltinModule('node:v8');
  const setFlag = v8.setFlagsFromString;
  vi.spyOn(v8, 'setFlagsFromString').mockImplementation((flag) => {
    set.push(flag);
    if (flag.endsWith('expose-gc')) setFlag(flag);
  });
  return set;
}

test('F642 a flag that V8 of Node 20 does not know is not set there', () => {
  expect(
    ['11.3.244.8-node.38', '12.4.254.21-node.33', '13.6.233.17-node.50'].map((v8) => limitsOfReducer(v8).length),
  ).toEqual([0, 1, 1]);
});

test('F643 a compiler that Node 20 and 22 turn off is not turned on there', () => {
  expect(['11.3.244.8', '12.4.254.21', '13.6.233.17'].map((v8) => limitsOfMaglev(v8).length)).toEqual([0, 0, 1]);
});
