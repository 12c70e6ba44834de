import { execFileSync } from 'node:child_process';
import { afterEach, expect, test, vi } from 'vitest';
import { limitHeapForRun, withoutLimits } from '../../src/run/limit-heap.ts';

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
  limitHeapForRun(1000);
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

/** Records flags instead of setting them, because those of this process would stay. */
function watchFlags(): string[] {
  const set: string[] = [];
  vi.spyOn(process.getBuiltinModule('node:v8'), 'setFlagsFromString').mockImplementation((flag) => {
    set.push(flag);
  });
  return set;
}
