import { describe, expect, it } from 'vitest';
import { warningsOf } from '../../../src/report/analysis/warnings.ts';
import { forcedReason } from '../../../src/report/words/forced-text.ts';
import { foldAll } from '../fold-all.ts';
import { JournalBuilder, mission, task } from '../journal-builder.ts';

describe('warnings of forced launches', () => {
  it('do not claim a wait for `patience` where a launch followed another one that was forced', () => {
    const builder = new JournalBuilder(mission([task('L3.1'), task('L3.2')]));
    builder.at(1_000).sample(90, 20).trigger('L3.1').trigger('L3.2').check();
    builder.at(600_000).check().admit('L3.1', { forced: true }).at(601_000).succeed('L3.1');
    builder.at(601_500).check().admit('L3.2', { forced: true });
    const report = foldAll(builder.events);
    expect(report.decisions.map((decision) => forcedReason(report, decision))).toEqual([
      'nothing of the mission had run for 10m',
      'other programs still kept the CPUs busy, where tasks follow one after the other',
    ]);
  });

  it('are one for all with the same remedy, with the figures of the first and a bounded list of names', () => {
    const ids = ['L3.1', 'L3.2', 'L3.3', 'L3.4', 'L3.5', 'L3.6'];
    const builder = new JournalBuilder(mission(ids.map((id) => task(id))));
    builder.at(1_000).sample(90, 20);
    for (const [index, id] of ids.entries()) {
      builder
        .at(700_000 * (index + 1))
        .trigger(id)
        .check()
        .defer([id], 'cpu', `CPU 9${index} %, limit 75 %`);
      builder
        .at(700_000 * (index + 1) + 500)
        .check()
        .admit(id, { forced: true });
      builder.at(700_000 * (index + 1) + 900).succeed(id);
    }
    const warnings = warningsOf(foldAll(builder.events));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]?.at).toBe(700_500);
    expect(warnings[0]?.text).toMatch(
      /^L3\.1, L3\.2, L3\.3 and 3 more: the first one was started although the gate was closed \(CPU 90 %, limit 75 %\), because nothing of the mission had run for .*\. Other programs kept the CPUs busy/,
    );
  });
});
