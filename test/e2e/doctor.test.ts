import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConstraintFacts } from '../../src/terminal/commands/doctor/constraints.ts';
import { type Folder, newFolder } from './command-line.ts';

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => folder.remove());

const headings = [
  'Machine',
  'What the limits mean',
  'Load now',
  'Constraints',
  'Pressure',
  'Busiest processes',
  'Runner',
  'Shells',
];

describe('mission doctor', () => {
  it('prints every section, and the names but not the values of the variables of a runner', async () => {
    folder.write('summary.md', '');
    const env = {
      GITHUB_ACTIONS: 'true',
      GITHUB_STEP_SUMMARY: `${folder.path}/summary.md`,
      ACTIONS_RUNTIME_TOKEN: 'very-secret',
      ACTIONS_RESULTS_URL: 'http://127.0.0.1:9/very-secret',
    };
    const { stdout, stderr, exitCode } = await folder.start(['doctor'], { env }).ended;
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    const found = stdout.split('\n').filter((line) => /^[A-Z]/.test(line));
    expect(found.map((line, index) => line.startsWith(headings[index] ?? '?'))).toEqual(headings.map(() => true));
    expect(stdout).toContain('artifacts       can be uploaded');
    expect(stdout).toContain('job summary     can be written');
    expect(stdout).toContain('GITHUB_STEP_SUMMARY');
    expect(stdout).not.toContain('very-secret');
    expect(folder.read('summary.md')).toBe('');
  });

  it('prints the same facts as JSON with --json, measured in one window', async () => {
    const { stdout, exitCode } = await folder.mission('doctor', '--json');
    expect(exitCode).toBe(0);
    const facts = JSON.parse(stdout);
    expect(facts.machine).toMatchObject({ platform: process.platform, node: process.version });
    expect(facts.now.window).toBeGreaterThanOrEqual(1000);
    for (const { total, limit } of facts.admission.cpu.of) expect(limit).toBeCloseTo(0.75 * total, 2);
    for (const { total, limit } of facts.admission.memory.of) expect(limit).toBe(Math.round(0.85 * total));
    if (process.platform === 'linux') {
      expect(facts.now.memory).toBeGreaterThan(0);
      expect(facts.constraints[0]).toMatchObject({ name: 'machine', memory: { used: expect.any(Number) } });
      const binding = facts.constraints.find((constraint: ConstraintFacts) => constraint.memory?.binds).memory;
      expect(facts.now.memory).toBeCloseTo((100 * binding.used) / binding.capacity, 1);
      expect(facts.processes.length).toBeGreaterThan(0);
      expect(facts.processes.length).toBeLessThanOrEqual(5);
    }
  });

  it('refuses an argument', async () => {
    const { exitCode, stderr } = await folder.mission('doctor', 'mission.yml');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('expected nothing after doctor, found mission.yml');
  });
});
