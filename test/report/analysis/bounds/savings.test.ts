import { describe, expect, it } from 'vitest';
import { savingsText } from '../../../../src/report/analysis/bounds/savings.ts';
import { comparedTimes } from '../../../../src/report/analysis/bounds/time-comparison.ts';
import { plainVerdict } from '../../../../src/report/analysis/bounds/verdict.ts';
import { mission, task } from '../../journal-builder.ts';
import { runWith, used } from './run-with.ts';

const tasks = [task('a'), task('b'), task('L3.a', { needs: ['a'] })];

/** `b` takes 10 s, and the test runs beside it until `end`. Both use a tenth of a CPU. */
function overlapping(end: number) {
  return runWith(mission(tasks), (run) => {
    run.launch('a').launch('b').done('a', 2000, used(0.2, 0)).launch('L3.a', 'a');
    const test = Math.min(end, 10_000);
    run.done('L3.a', test, used(0.1, 0)).done('b', 10_000, used(1, 0)).at(end);
  });
}

describe('savings against fork-join', () => {
  it('are an estimate with its error, in whole percents', () => {
    expect(savingsText(overlapping(7000))).toBe(
      'This is about 33 % less than fork-join (all tasks, then all tests), an estimate ± 12 %',
    );
  });

  it('are none within the error of the estimate', () => {
    const report = runWith(mission(tasks), (run) => {
      run.launch('a').launch('b').done('a', 2000, used(0.2, 0)).launch('L3.a', 'a');
      run.done('L3.a', 2300, used(0.1, 0)).done('b', 10_000, used(1, 0));
    });
    expect(savingsText(report)).toBe(
      'This is about as long as fork-join (all tasks, then all tests), an estimate ± 12 %',
    );
  });

  it('are negative for a run that waited, and a factor from twice as long on', () => {
    const waiting = (until: number) =>
      savingsText(
        runWith(mission([task('a')]), (run) => {
          run
            .trigger('a')
            .check()
            .defer(['a'], 'cpu', 'CPU 90 %')
            .at(until)
            .admit('a')
            .done('a', until + 10_000);
        }),
      );
    expect(waiting(3000)).toContain('about 30 % more than fork-join');
    expect(waiting(13_000)).toContain('about 2.3 times as long as fork-join');
  });

  it('have no percentages for less than a second', () => {
    const report = runWith(mission([task('a')]), (run) => run.launch('a').done('a', 900));
    expect(savingsText(report)).toBe('');
    for (const { compared } of comparedTimes(report)) expect(compared).toBe('');
  });

  it('F281 are not claimed if other programs used most of the CPUs, and the verdict names these', () => {
    const report = runWith(mission(tasks), (run) => {
      run.launch('a').at(1000).sample(100, 30).done('a', 2000, used(0.2, 1.8)).launch('b');
      run
        .at(9000)
        .sample(100, 30)
        .done('b', 10_000, used(1, 7))
        .launch('L3.a', 'a')
        .done('L3.a', 11_000, used(0.1, 0.9));
    });
    expect(savingsText(report)).toBe('');
    const unknown = runWith(mission(tasks), (run) => {
      run.launch('a').at(1000).sample(100, 30).done('a', 2000, used(2, 0)).launch('b');
      run.done('b', 10_000).launch('L3.a', 'a').done('L3.a', 11_000, used(1, 0));
    });
    // What `b` used is not known, so it may be all of it.
    expect(plainVerdict(unknown)).not.toContain('Other programs');
    expect(plainVerdict(report)).toContain('Other programs used 94 % of the CPUs.');
    const times = comparedTimes(report);
    expect(times.map(({ name }) => name)).toEqual(['Dynamic', 'Critical path', 'CPU work']);
    expect(times.at(-1)?.what).toContain('over 1 CPU, a half of the machine beside other programs');
  });
});
