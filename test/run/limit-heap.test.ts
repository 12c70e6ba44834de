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

/** Records flags instead of setting them, because those of this process would stay. */
function watchFlags(): string[] {
  const set: string[] = [];
  vi.spyOn(process.getBuiltinModule('node:v8'), 'setFlagsFromString').mockImplementation((flag) => {
    set.push(flag);
  });
  return set;
}
