import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DraftEntry } from '../../../src/convert/draft.ts';
import { readMakeTargets } from '../../../src/convert/make/read-makefile.ts';
import { fc } from '../../suite/fast-check.ts';

const hasMake = spawnSync('make', ['--version']).status === 0;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'make-once-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A target whose recipe writes its name to a log, and makes its file unless it is phony. */
interface Target {
  readonly name: string;
  readonly needs: readonly string[];
  readonly isPhony: boolean;
}

function makefileOf(targets: readonly Target[]): string {
  const phony = targets.filter((target) => target.isPhony).map(({ name }) => name);
  const rules = targets.map(({ name, needs, isPhony }) => {
    return `${name}: ${needs.join(' ')}\n\t@echo ${name} >> log${isPhony ? '' : '\n\t@touch $@'}\n`;
  });
  return `.PHONY: ${phony.join(' ')}\n${rules.join('')}`;
}

/** The names that the entries of a Makefile log, each entry run after those that it needs. */
function runEntries(makefile: string): readonly string[] {
  const reading = readMakeTargets({ path: 'Makefile', text: makefile });
  if (reading.type !== 'read') throw new Error('expected a draft');
  writeFileSync(join(folder, 'Makefile'), makefile);
  writeFileSync(join(folder, 'log'), '');
  const done = new Set<string>();
  const run = ({ id, needs, steps }: DraftEntry): void => {
    if (done.has(id)) return;
    done.add(id);
    for (const need of reading.draft.entries.filter((entry) => needs.includes(entry.id))) run(need);
    for (const step of steps) execFileSync('sh', ['-c', step.run], { cwd: folder, stdio: 'pipe' });
  };
  // Another order than that of the file: only needs decide.
  for (const entry of reading.draft.entries.toReversed()) run(entry);
  return readFileSync(join(folder, 'log'), 'utf8').split('\n').slice(0, -1);
}

describe.skipIf(!hasMake)('the entries of a Makefile', () => {
  test('F470 run each recipe once, after what it needs', { timeout: 120_000 }, () => {
    const names = ['test-all', 'lint', 'build', 'check', 'unit', 'assemble', 'docs', 'compile'];
    const target = fc.record({ isPhony: fc.boolean(), needs: fc.array(fc.nat(), { maxLength: 3 }) });
    fc.assert(
      fc.property(fc.array(target, { minLength: 2, maxLength: names.length }), (drawn) => {
        rmSync(folder, { recursive: true, force: true });
        folder = mkdtempSync(join(tmpdir(), 'make-once-'));
        const targets = drawn.map(({ isPhony, needs }, index): Target => {
          const later = drawn.map((_, other) => other).filter((other) => other > index);
          const chosen = needs.flatMap((need) => later[need % Math.max(1, later.length)] ?? []);
          // A file that needs a phony target is made again each time; that has a test of its own.
          const allowed = chosen.filter((other) => isPhony || drawn[other]?.isPhony === false);
          return { name: names[index] ?? '', isPhony, needs: [...new Set(allowed)].map((other) => names[other] ?? '') };
        });
        const log = runEntries(makefileOf(targets));
        expect(log.toSorted(), makefileOf(targets)).toEqual([...new Set(log)].toSorted());
        for (const { name, needs } of targets) {
          if (!log.includes(name)) continue;
          for (const need of needs) expect(log.indexOf(need), `${need} before ${name}`).toBeLessThan(log.indexOf(name));
          expect(log).toEqual(expect.arrayContaining([...needs]));
        }
        for (const { name, isPhony } of targets) if (isPhony) expect(log).toContain(name);
      }),
      { numRuns: 15 },
    );
  });

  test('do not make a file again that is up to date', () => {
    const makefile = makefileOf([
      { name: 'test', needs: ['bin/app'.replace('/', '-')], isPhony: true },
      { name: 'bin-app', needs: ['parts.o'], isPhony: false },
      { name: 'parts.o', needs: [], isPhony: false },
    ]);
    expect(runEntries(makefile)).toEqual(['parts.o', 'bin-app', 'test']);
    expect(runEntries(makefile)).toEqual(['test']);
  });

  test('F470 make a file again that needs something phony, as make does, and hold a lock if others make it too', () => {
    const makefile = makefileOf([
      { name: 'test', needs: ['app'], isPhony: true },
      { name: 'check', needs: ['app'], isPhony: true },
      { name: 'app', needs: ['stamp'], isPhony: false },
      { name: 'stamp', needs: [], isPhony: true },
    ]);
    expect(runEntries(makefile)).toEqual(['stamp', 'app', 'check', 'test']);
  });

  test('F470 begin behind what removes files or installs something, if a target needs that first', () => {
    const makefile = makefileOf([
      { name: 'compile', needs: [], isPhony: true },
      { name: 'clean', needs: [], isPhony: true },
      { name: 'install', needs: [], isPhony: true },
      { name: 'package', needs: ['clean', 'compile'], isPhony: true },
      { name: 'test', needs: ['install', 'compile'], isPhony: true },
    ]);
    const log = runEntries(makefile);
    expect(log.toSorted()).toEqual(['clean', 'compile', 'install', 'package', 'test']);
    for (const first of ['clean', 'install']) expect(log.indexOf(first)).toBeLessThan(log.indexOf('compile'));
  });

  test('run what a target sets variables for inside of it', () => {
    const makefile = [
      '.PHONY: race test app',
      'race: FLAVOUR = race',
      'race: app',
      '\t@echo race >> log',
      'test: app',
      '\t@echo test >> log',
      'app:',
      '\t@echo app $(FLAVOUR) >> log',
      '',
    ].join('\n');
    expect(runEntries(makefile).toSorted()).toEqual(['app', 'app race', 'race', 'test']);
    const reading = readMakeTargets({ path: 'Makefile', text: makefile });
    const locks = reading.type === 'read' ? reading.draft.entries.map(({ id, locks: own }) => [id, own]) : [];
    expect(locks).toEqual(
      expect.arrayContaining([
        ['race', ['make']],
        ['test', ['make']],
      ]),
    );
  });
});
