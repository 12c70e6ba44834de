import { describe, expect, it } from 'vitest';
import { warningsOf } from '../../../src/report/analysis/warnings.ts';
import { foldAll } from '../fold-all.ts';
import { JournalBuilder, mission, task } from '../journal-builder.ts';

describe('warnings of forced launches', () => {
  it('are one for all with the same remedy, with the figures of the first and a bounded list of names', () => {
    const ids = ['L3.1', 'L3.2', 'L3.3', 'L3.4', 'L3.5', 'L3.6'];
    const builder = new JournalBuilder(mission(ids.map((id) => task(id))));
    builder.at(1_000).sample(90, 20);
    for (const [index, id] of ids.entries()) {
      builder
        .at(2_000 * (index + 1))
        .trigger(id)
        .check()
        .defer([id], 'cpu', `CPU 9${index} %, limit 75 %`);
      builder
        .at(2_000 * (index + 1) + 500)
        .check()
        .admit(id, { forced: true });
      builder.at(2_000 * (index + 1) + 900).succeed(id);
    }
    const warnings = warningsOf(foldAll(builder.events));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]?.at).toBe(2_500);
    expect(warnings[0]?.text).toMatch(
      /^L3\.1, L3\.2, L3\.3 and 3 more: started although the gate was closed \(CPU 90 %, limit 75 %\), because nothing of the mission had run for .*\. Other programs kept the CPUs busy/,
    );
  });
});
