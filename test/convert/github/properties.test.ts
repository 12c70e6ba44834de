import { describe, expect, test } from 'vitest';
import { type Conversion, convert } from '../../../src/convert/assemble/convert.ts';
import { readMission } from '../../../src/mission/read.ts';
import { fc } from '../../suite/fast-check.ts';
import { randomWorkflowText } from './random-workflows.ts';

const LIMIT = { timeout: 120_000 };

function converted(text: string): Extract<Conversion, { type: 'converted' }> | undefined {
  const result = convert([{ path: 'ci.yml', text }]);
  return result.type === 'converted' ? result : undefined;
}

describe('a converted workflow', () => {
  test('F461 has no error, whatever the workflow is', LIMIT, () => {
    let count = 0;
    fc.assert(
      fc.property(randomWorkflowText, (text) => {
        const result = converted(text);
        if (result === undefined) return;
        count += 1;
        const { mission, diagnostics } = readMission(result.text, 'mission.yml');
        expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
        expect(mission).toBeDefined();
      }),
      { numRuns: 150 },
    );
    // Otherwise the property would hold because nothing is converted.
    expect(count).toBeGreaterThan(15);
  });

  test('F461 has no error if several workflows become one mission', LIMIT, () => {
    fc.assert(
      fc.property(randomWorkflowText, randomWorkflowText, (one, two) => {
        const result = convert([
          { path: 'a.yml', text: one },
          { path: 'b.yml', text: two },
        ]);
        if (result.type !== 'converted') return;
        expect(readMission(result.text, 'mission.yml').mission).toBeDefined();
      }),
      { numRuns: 40 },
    );
  });

  test(
    'F461 is the same for a text that is no workflow, cut or damaged: a result or diagnostics, never an exception',
    LIMIT,
    () => {
      fc.assert(
        fc.property(randomWorkflowText, fc.nat(), fc.string({ maxLength: 5 }), (text, at, insert) => {
          const position = at % (text.length + 1);
          const damaged = `${text.slice(0, position)}${insert}${text.slice(position + 3)}`;
          const result = convert([{ path: 'ci.yml', text: damaged }]);
          expect(['converted', 'unreadable', 'empty']).toContain(result.type);
        }),
        { numRuns: 80 },
      );
    },
  );
});
