import { describe, expect, it } from 'vitest';
import { bandStripes, stripesBackground } from '../../src/page/parts/band-stripes.ts';
import type { PageReading } from '../../src/report/html/data/data.ts';

const reading = (to: number, band: number): PageReading => [to, 50, 50, band];

describe('stripes', () => {
  it('join neighbours with the same band and end at unmeasured time', () => {
    const readings = [reading(250, 0), reading(500, 0), reading(750, 2)];
    expect(bandStripes(readings, { from: 0, to: 1000 })).toEqual([
      { from: 0, to: 50, band: 0 },
      { from: 50, to: 75, band: 2 },
    ]);
    expect(bandStripes(readings, { from: 400, to: 600 })).toEqual([
      { from: 0, to: 50, band: 0 },
      { from: 50, to: 100, band: 2 },
    ]);
    expect(bandStripes([], { from: 0, to: 1000 })).toEqual([]);
  });

  it('keep a short RED in a long run visible', () => {
    const readings = Array.from({ length: 100_000 }, (_, index) => reading(index + 1, index === 50_000 ? 2 : 0));
    expect(bandStripes(readings, { from: 0, to: 100_000 }).filter(({ band }) => band === 2)).toHaveLength(1);
  });

  it('are a background with hard edges', () => {
    const names = ['GREEN', 'YELLOW', 'RED'];
    expect(stripesBackground([], names)).toBe('none');
    expect(stripesBackground([{ from: 25, to: 50, band: 1 }], names)).toBe(
      'linear-gradient(to right, transparent 0% 25%, var(--band-YELLOW) 25% 50%, transparent 50% 100%)',
    );
  });
});
