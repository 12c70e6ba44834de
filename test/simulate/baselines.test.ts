import { describe, expect, it } from 'vitest';
import { baselines, type Span } from '../../src/simulate/baselines.ts';

function span(
  id: string,
  kind: 'task' | 'test',
  started?: number,
  ended?: number,
  needs: readonly string[] = [],
): Span {
  return {
    id,
    kind,
    needs,
    ...(started === undefined ? {} : { started }),
    ...(ended === undefined ? {} : { ended }),
  };
}

describe('baselines', () => {
  it('add all tests to the end of the last task', () => {
    const spans = [
      span('A', 'task', 0, 100),
      span('B', 'task', 0, 60),
      span('T', 'test', 60, 90, ['B']),
      span('U', 'test', 100, 120, ['A']),
    ];
    expect(baselines(spans, 120)).toEqual({
      dynamic: 120,
      staged: 150,
      serial: 210,
      criticalPath: 120,
      criticalTasks: ['A', 'U'],
      saved: 20,
    });
  });

  it('take tasks as they ran, also if the workers limit made them run one after the other', () => {
    expect(baselines([span('A', 'task', 0, 10), span('B', 'task', 10, 25)], 25)).toMatchObject({
      staged: 25,
      serial: 25,
      saved: 0,
    });
  });

  it('are all zero without spans', () => {
    const nothing = { dynamic: 0, staged: 0, serial: 0, criticalPath: 0, criticalTasks: [], saved: 0 };
    expect(baselines([], 0)).toEqual(nothing);
    expect(baselines([span('A', 'task'), span('T', 'test', undefined, undefined, ['A'])], 0)).toEqual(nothing);
  });

  it('count no time for a task that never ran, even if it has an end', () => {
    const spans = [
      span('A', 'task', 0, 10),
      span('B', 'task', undefined, 500, ['A']),
      span('T', 'test', undefined, 500, ['B']),
    ];
    expect(baselines(spans, 500)).toMatchObject({ staged: 10, serial: 10, criticalPath: 10, criticalTasks: ['A'] });
  });

  it('count no time for a task without an end', () => {
    expect(baselines([span('A', 'task', 0, 10), span('B', 'task', 5)], 20)).toMatchObject({ staged: 10, serial: 10 });
  });

  it('are negative when the dynamic timeline took longer', () => {
    expect(baselines([span('A', 'task', 0, 100)], 150).saved).toBe(-50);
  });

  it('ignore needs that are not among the spans', () => {
    expect(baselines([span('A', 'task', 0, 10, ['gone'])], 10)).toMatchObject({
      criticalPath: 10,
      criticalTasks: ['A'],
    });
  });

  it('find the longest of several chains, whatever the order of the spans', () => {
    const spans = [
      span('D', 'test', 30, 40, ['B', 'C']),
      span('C', 'task', 10, 15, ['A']),
      span('B', 'task', 10, 30, ['A']),
      span('A', 'task', 0, 10),
      span('E', 'task', 0, 39),
    ];
    expect(baselines(spans, 40)).toMatchObject({ criticalPath: 40, criticalTasks: ['A', 'B', 'D'] });
    expect(baselines([...spans].reverse(), 40)).toMatchObject({ criticalPath: 40, criticalTasks: ['A', 'B', 'D'] });
  });

  it('leave tasks without duration out of the beginning of the longest chain', () => {
    expect(baselines([span('Z', 'task', 0, 0), span('A', 'task', 0, 10, ['Z'])], 10).criticalTasks).toEqual(['A']);
  });

  it('work with tests only', () => {
    expect(baselines([span('T', 'test', 5, 10)], 10)).toMatchObject({ staged: 5, serial: 5, saved: -100 });
  });

  it('do not overflow the stack on a chain of 10,000', () => {
    const chain = Array.from({ length: 10_000 }, (_, index) =>
      span(`T${index}`, 'task', index, index + 1, index === 0 ? [] : [`T${index - 1}`]),
    );
    const result = baselines(chain, 10_000);
    expect(result.criticalPath).toBe(10_000);
    expect(result.criticalTasks).toHaveLength(10_000);
    expect(result.criticalTasks.slice(0, 2)).toEqual(['T0', 'T1']);
  });
});
