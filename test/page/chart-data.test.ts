import { describe, expect, it } from 'vitest';
import { chartData } from '../../src/page/charts/chart-data.ts';
import { foldAll } from '../report/fold-all.ts';
import { cancelledJournal, gatedJournal } from '../report/journals.ts';
import { pageData } from '../report/page-data.ts';

describe('the charts', () => {
  it('are CPU, memory and workers, with each value at its time', () => {
    const [cpu, memory, workers] = chartData(pageData(foldAll(gatedJournal())));
    expect(cpu).toMatchObject({ name: 'CPU', highest: 100, limits: { caution: 60, limit: 75 } });
    expect(cpu?.at).toEqual([0, 10_000, 15_000, 20_000, 615_000]);
    expect(cpu?.values).toEqual([81, 81, 82, 70, 55]);
    // A reading covers the time before it.
    expect(cpu?.valueAt(10_001)).toBe(82);
    expect(cpu?.valueAt(639_000)).toBeUndefined();
    expect(memory?.sentence).toBe('Memory over time, at most 88 %; caution from 70 %, limit 85 %');
    // A launch changes the time after it.
    expect(workers?.valueAt(9000)).toBe(1);
    expect(workers?.valueAt(612_000)).toBe(1);
    expect(workers?.valueAt(620_000)).toBe(2);
    expect(workers?.summary).toBe('at most 2');
  });

  it('leave out figures that were never measured', () => {
    const events = cancelledJournal().filter(({ type }) => type !== 'sampled');
    expect(chartData(pageData(foldAll(events))).map(({ name }) => name)).toEqual(['Workers']);
    expect(chartData(pageData(foldAll([])))).toEqual([]);
  });
});
