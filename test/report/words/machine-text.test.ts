import { describe, expect, it } from 'vitest';
import { machineText } from '../../../src/report/words/machine-text.ts';
import { ADMISSION } from '../../build-mission.ts';

const rules = {
  ...ADMISSION,
  cpu: { caution: 60, limit: 75 },
  memory: { caution: 70, limit: 85 },
  workers: { caution: 4, limit: 6 },
};

describe('the machine in a line', () => {
  it('names the limits or cautions that make the band', () => {
    expect(machineText({ cpu: 10, memory: 20, active: 1, band: 'GREEN' }, rules)).toBe('CPU 10 %, memory 20 %, GREEN');
    expect(machineText({ cpu: 75, memory: 86, active: 6, band: 'RED' }, rules)).toBe(
      'CPU 75 %, memory 86 %, RED (CPU limit 75 %, memory limit 85 %, limit of 6 workers)',
    );
    expect(machineText({ cpu: 60, memory: 69, active: 4, band: 'YELLOW' }, rules)).toBe(
      'CPU 60 %, memory 69 %, YELLOW (CPU caution 60 %, caution of 4 workers)',
    );
  });

  it('names the container that a figure is of, but not the machine', () => {
    const constraints = [
      { name: 'machine', cpu: { capacity: 4, used: 2 }, memory: { capacity: 100, used: 10 } },
      { name: 'container of 50 B', memory: { capacity: 50, used: 20 } },
    ];
    expect(machineText({ cpu: 50, memory: 40, constraints, active: 0, band: 'GREEN' }, rules)).toBe(
      'CPU 50 %, memory 40 % of the container of 50 B, GREEN',
    );
  });
});
