import { applyPatch } from 'diff';
import { describe, expect, it } from 'vitest';
import type { Amendment } from '../../src/mission/amend.ts';
import type { Mission } from '../../src/mission/model/mission.ts';
import { parseDuration, parseSize } from '../../src/mission/model/units.ts';
import { readMission } from '../../src/mission/read.ts';
import { correctionPatch, missionCorrection } from '../../src/report/analysis/mission-correction.ts';
import { correctionSection } from '../../src/report/markdown/sections/correction.ts';
import type { RunReport } from '../../src/report/model/run.ts';
import type { Event } from '../../src/schedule/events/event.ts';
import type { LearnedDemand } from '../../src/schedule/events/prediction.ts';
import type { TreeUsage } from '../../src/schedule/events/reading.ts';
import { fc } from '../suite/fast-check.ts';
import { foldAll } from './fold-all.ts';
import { JournalBuilder, machine } from './journal-builder.ts';

const MB = 1024 ** 2;

function read(source: string): Mission {
  const { mission, diagnostics } = readMission(source, 'mission.yml');
  if (mission === undefined) throw new Error(`${source}\n${JSON.stringify(diagnostics)}`);
  return mission;
}

/** The result of one instance: status, duration, usage. */
interface Run extends Partial<TreeUsage> {
  readonly seconds: number;
  readonly failed?: boolean;
}

/** The journal of a run with the given durations and usage; a task without them is skipped. Four CPUs, 16 GB. */
function journal(source: string, runs: Readonly<Record<string, Run>>, cpu?: number): Event[] {
  const builder = new JournalBuilder(read(source));
  const [started] = builder.events;
  if (started?.type === 'mission-started') builder.events[0] = { ...started, source };
  for (const id of Object.keys(runs)) builder.launch(id);
  for (const [id, { seconds, failed = false, ...used }] of Object.entries(runs).sort(
    (a, b) => a[1].seconds - b[1].seconds,
  )) {
    const at = seconds * 1000;
    const { cpuSeconds } = used;
    const usage = cpuSeconds === undefined ? {} : { usage: { ...used, cpuSeconds } };
    builder.at(at);
    if (cpu !== undefined) builder.sample(cpu, 30);
    builder
      .add({ type: 'step-exited', at, id, step: 0, exitCode: failed ? 1 : 0, ...usage })
      .end(id, failed ? 'failed' : 'succeeded');
  }
  return builder.finish('succeeded');
}

function sectionOf(report: RunReport): string {
  return correctionSection(missionCorrection(report));
}

/** The changed lines. */
function corrected(source: string, runs: Readonly<Record<string, Run>>, cpu?: number): string[] {
  const section = sectionOf(foldAll(journal(source, runs, cpu)));
  return section.split('\n').filter((line) => /^[-+][^-+]/.test(line));
}

const entry = (keys: string) => `name: X\ntasks:\n  a: { ${keys}run: x }\n`;

describe('which amounts are corrected', () => {
  it.each<[string, string, Run, string]>([
    ['load that is far off', 'load: 10, ', { seconds: 5, cpuSeconds: 10 }, 'load: 50, '],
    ['load that is too high', 'load: 60, ', { seconds: 5, cpuSeconds: 0 }, 'load: 1, '],
    ['undeclared load and duration', '', { seconds: 30, cpuSeconds: 60 }, 'load: 50, expect: 30s, '],
    [
      'memory above the request',
      'memory: 100MB, ',
      { seconds: 5, cpuSeconds: 0, peakMemory: 200 * MB },
      'memory: 240MB, ',
    ],
    ['memory far below it', 'memory: 2GB, ', { seconds: 5, cpuSeconds: 0, peakMemory: 500 * MB }, 'memory: 600MB, '],
    ['undeclared memory', '', { seconds: 5, cpuSeconds: 0, peakMemory: 900 * MB }, 'memory: 1.1GB, '],
    ['a duration', 'expect: 10s, ', { seconds: 95, cpuSeconds: 0 }, 'expect: 95s, '],
  ])('%s', (_, keys, run, wanted) => {
    expect(corrected(entry(keys), { a: run })).toEqual([`-  a: { ${keys}run: x }`, `+  a: { ${wanted}run: x }`]);
  });
  it.each<[string, string, Run]>([
    ['load within 5 points', 'load: 10, ', { seconds: 5, cpuSeconds: 2.7 }],
    ['load within a fifth', 'load: 60, ', { seconds: 5, cpuSeconds: 14 }],
    ['load of what was too short', 'load: 60, ', { seconds: 0.9, cpuSeconds: 0 }],
    ['memory that is requested with room', 'memory: 300MB, ', { seconds: 5, cpuSeconds: 0, peakMemory: 160 * MB }],
    ['memory below by little', 'memory: 12MB, ', { seconds: 5, cpuSeconds: 0, peakMemory: MB }],
    ['a duration within a second', 'expect: 2s, ', { seconds: 2.9, cpuSeconds: 0 }],
    ['what failed', 'load: 10, ', { seconds: 10, cpuSeconds: 20, failed: true }],
    ['what was not measured', 'load: 10, expect: 1s, ', { seconds: 10 }],
  ])('not %s', (_, keys, run) => {
    expect(corrected(entry(keys), { a: run })).toEqual([]);
  });
  it('does not lower a load if the machine was full', () => {
    const source = entry('load: 60, ');
    expect(corrected(source, { a: { seconds: 5, cpuSeconds: 2 } }, 97)).toEqual([]);
    expect(corrected(source, { a: { seconds: 5, cpuSeconds: 2 } }, 50)).toHaveLength(2);
    expect(corrected(source, { a: { seconds: 5, cpuSeconds: 19 } }, 97)[1]).toContain('load: 95');
  });
  it('adds a load of at least one CPU if the machine was full, except for a task that only waits', () => {
    expect(corrected(entry(''), { a: { seconds: 5, cpuSeconds: 2 } }, 97)[1]).toContain('load: 25');
    expect(corrected(entry(''), { a: { seconds: 5, cpuSeconds: 10 } }, 97)[1]).toContain('load: 50');
    expect(corrected(entry(''), { a: { seconds: 5, cpuSeconds: 0.4 } }, 97)).toEqual([]);
  });
  it('F273 writes the demand that was measured, however full the machine was', () => {
    const squeezed = { seconds: 5, cpuSeconds: 2, delayed: 3, idle: 0, parallelism: 1 };
    expect(corrected(entry(''), { a: squeezed }, 97)[1]).toContain('load: 25');
    expect(corrected(entry('load: 60, '), { a: squeezed }, 97)[1]).toContain('load: 25');
    // Half of its time alone it waits for something else than a CPU: half a CPU of four.
    expect(corrected(entry(''), { a: { ...squeezed, cpuSeconds: 1, idle: 1 } }, 97)[1]).toContain('load: 13');
  });
  it('never proposes less than was learned from earlier runs', () => {
    const linesWith = (keys: string, demand: LearnedDemand): string[] => {
      const report = foldAll(journal(entry(keys), { a: { seconds: 5, cpuSeconds: 5, peakMemory: 200 * MB } }));
      const known = { expect: 5_000, low: 5_000, high: 5_000, runs: 7, last: [], flakiness: { runs: 7, flaky: 0 } };
      report.predictions = { a: { ...known, demand } };
      return sectionOf(report)
        .split('\n')
        .filter((line) => /^[-+][^-+]|^The values/.test(line));
    };
    const [sentence, , added] = linesWith('', { cpus: 2, memory: 1024 * MB, runs: 7 });
    expect(sentence).toContain('with 4 CPUs, in this run and in earlier runs, for entries');
    expect(added).toContain('load: 50, memory: 1.2GB, ');
    expect(linesWith('', { cpus: 0.2, memory: MB, runs: 7 })[2]).toContain('load: 25, memory: 240MB, ');
    expect(linesWith('load: 50, memory: 1.2GB, ', { cpus: 2, memory: 1024 * MB, runs: 7 })).toEqual([]);
  });
  it('never requests more memory than the machine can grant', () => {
    const peakMemory = 0.75 * machine.memory;
    expect(corrected(entry(''), { a: { seconds: 5, cpuSeconds: 0, peakMemory } })[1]).toContain('memory: 12GB');
    expect(corrected(entry(''), { a: { seconds: 5, cpuSeconds: 0, peakMemory: machine.memory } })).toEqual([]);
  });
  it('never sets a load above the limit', () => {
    const source = `${entry('')}admission: { load: 40 }\n`;
    expect(corrected(source, { a: { seconds: 5, cpuSeconds: 20 } })[1]).toContain('load: 40');
  });
  it('uses the highest figure of a matrix if all instances that ran have succeeded', () => {
    const source = entry('matrix: { n: [1, 2, 3] }, load: 90, ');
    const runs = { 'a (1)': { seconds: 5, cpuSeconds: 1 }, 'a (2)': { seconds: 5, cpuSeconds: 4 } };
    expect(corrected(source, runs)[1]).toContain('load: 20');
    expect(corrected(source, { ...runs, 'a (3)': { seconds: 5, cpuSeconds: 1, failed: true } })).toEqual([]);
  });
  it('gives an entry that differs from a default its own value', () => {
    const source = `${entry('')}tests:\n  b: { run: x }\ndefaults: { load: 5, tests: { load: 50 } }\n`;
    const use = { seconds: 5, cpuSeconds: 10 };
    expect(corrected(source, { a: use, b: use })).toEqual(['-  a: { run: x }', '+  a: { load: 50, run: x }']);
  });
});

describe('the section', () => {
  const use = { seconds: 5, cpuSeconds: 10 };
  it('has a fence that no line of the file can end', () => {
    const source = 'name: X\ntasks:\n  a:\n    run: |\n      ````\n      ~~~~~\n      <b>\n      ```\n';
    const section = sectionOf(foldAll(journal(source, { a: use })));
    expect(section).toContain('\n`````diff\n--- a/mission.yml\n+++ b/mission.yml\n@@ -1,7 +1,8 @@\n');
    expect(section.match(/^`````/gm)).toHaveLength(2);
    expect(section.endsWith('\n`````')).toBe(true);
  });
  it('has no extra line for any character of the file', () => {
    const source = 'name: X\ntasks:\n  a:\n    name: "one\u2028+two\u2029+three\u202e"\n    run: x\n';
    const { patch = '' } = missionCorrection(foldAll(journal(source, { a: use }))) ?? {};
    expect(patch).toContain('\n     name: "one +two +three"\n');
    expect(patch.split('\n').filter((line) => /^[+-] /.test(line))).toEqual(['+    load: 50']);
  });
  it('is absent for an unfinished run, and lists the values with the reason if there can be no diff', () => {
    const events = journal(entry(''), { a: use });
    expect(sectionOf(foldAll(events))).not.toBe('');
    expect(sectionOf(foldAll(events.slice(0, -1)))).toBe('');
    const withSource = (source: string | undefined) =>
      foldAll(
        events.map((event) => {
          if (event.type !== 'mission-started') return event;
          const { source: _, ...rest } = event;
          return source === undefined ? rest : { ...rest, source };
        }),
      );
    const values = 'where those of the file are clearly off or missing: `tasks.a.load: 50`. There is no diff, because';
    expect(sectionOf(withSource(undefined))).toContain(
      `${values} the journal does not have the text of the mission file.`,
    );
    for (const source of ['name: ***', 'name: X\ntasks: { b: { run: x } }']) {
      expect(sectionOf(withSource(source))).toContain(
        `${values} the mission file cannot be changed safely at these places.`,
      );
      expect(sectionOf(withSource(source))).not.toContain('```');
    }
  });
  it('says why there is none', () => {
    const none = (runs: Readonly<Record<string, Run>>): string => sectionOf(foldAll(journal(two, runs)));
    const two = 'name: X\ntasks:\n  a: { run: x }\n  b: { run: x }\n';
    const small = { seconds: 5, cpuSeconds: 0.4 };
    expect(none({ a: { seconds: 5 } })).toContain(
      'There is none, because the whole use of single tasks was not measured.',
    );
    expect(none({ a: { ...small, failed: true } })).toContain('because no task that was measured has succeeded.');
    expect(none({ a: small, b: small })).toMatch(/None is needed: .*below 10 s\)\.$/);
    expect(none({ a: small, b: { ...small, failed: true } })).toMatch(/ 1 task or test is left out, because/);
    expect(none({})).toBe('');
  });

  it('lists at most twenty values without a diff', () => {
    const ids = Array.from({ length: 25 }, (_, index) => `t${index}`);
    const source = `name: X\ntasks:\n${ids.map((id) => `  ${id}: { run: x }\n`).join('')}`;
    const report = foldAll(journal(source, Object.fromEntries(ids.map((id) => [id, use]))));
    const section = sectionOf({ ...report, source: undefined });
    expect(section).toContain('`tasks.t19.load: 50` and 5 more. There is no diff');
    expect(section).not.toContain('t20');
  });
  it('names the file so that git accepts the path, and says in which folder to apply it', () => {
    const source = entry('load: 90, ');
    const section = (file: string, text = source) =>
      correctionSection(missionCorrection({ ...foldAll(journal(source, { a: use })), file, source: text }));
    expect(section('.github/m.yml')).toContain('save it and use `git apply`, or');
    expect(section('.github/m.yml')).toContain('\n--- a/.github/m.yml\n+++ b/.github/m.yml\n');
    expect(section('./deep/m.yml')).toContain('\n--- a/deep/m.yml\n+++ b/deep/m.yml\n');
    for (const file of ['/srv/deep/m.yml', '../m.yml', 'C:\\deep\\m.yml', 'C:/m.yml']) {
      expect(section(file)).toContain('use `git apply` in the folder of the mission file, or');
      expect(section(file)).toContain('\n--- a/m.yml\n+++ b/m.yml\n');
    }
    expect(section('m.yml', source.replaceAll('\n', '\r\n'))).toContain('use `git apply --ignore-whitespace`, or');
  });
  it('stays readable for a huge mission', () => {
    const ids = Array.from({ length: 300 }, (_, index) => `t${index}`);
    const source = `name: X\ntasks:\n${ids.map((id) => `  ${id}: { run: x }\n`).join('')}`;
    const section = sectionOf(foldAll(journal(source, Object.fromEntries(ids.map((id) => [id, use])))));
    expect(section.match(/^\+ /gm)).toHaveLength(100);
    expect(section).toContain('200 more entries are off');
  });
});

describe('any mission', () => {
  const name = fc.constantFrom('A', '"quoted: # text"', "'it''s'", 'ünï ☃', '2024');
  const keys = fc.record(
    {
      name,
      load: fc.integer({ min: 0, max: 100 }).map(String),
      memory: fc.constantFrom('1GB', '"20MB"', "'3.5GiB'"),
      expect: fc.constantFrom('90s', '"1h30m"'),
      locks: fc.constantFrom('[p, q]', 'r'),
      matrix: fc.constantFrom('{ n: [1, 2] }', '{ node: [22, 24], os: [a, b] }'),
    },
    { requiredKeys: [] },
  );
  const task = fc.record({
    keys: keys.chain((values) => {
      const pairs = [...Object.entries(values), ['run', 'x'] as const];
      return fc.shuffledSubarray(pairs, { minLength: pairs.length });
    }),
    flow: fc.constantFrom('block', 'flow', 'lines'),
    comment: fc.constantFrom('', ' # why: { not } this', ' #'),
    blank: fc.boolean(),
    indent: fc.constantFrom('  ', '    '),
  });
  type Task = typeof task extends fc.Arbitrary<infer Value> ? Value : never;

  function write({ keys: pairs, flow, comment, blank, indent }: Task, id: string): string {
    const parts = pairs.map(([key, value]) => `${key}: ${value}`);
    const above = blank ? `\n  # about ${id}\n` : '';
    if (flow === 'flow') return `${above}  ${id}: { ${parts.join(', ')} }${comment}\n`;
    if (flow === 'lines') return `${above}  ${id}: {\n    ${parts.join(`,${comment}\n    `)} }\n`;
    return `${above}  ${id}:${comment}\n${parts.map((part) => `  ${indent}${part}${comment}\n`).join('')}`;
  }

  const wanted = fc.record(
    {
      load: fc.integer({ min: 1, max: 100 }).map(String),
      memory: fc.constantFrom('640MB', '2.3GB', '7.4MB'),
      expect: fc.constantFrom('350ms', '4m10s', '1h35m'),
    },
    { requiredKeys: [] },
  );

  it('has the same meaning after the patch, except for the corrected amounts', () => {
    const lists = fc.record({
      tasks: fc.array(fc.tuple(task, wanted), { minLength: 1, maxLength: 4 }),
      tests: fc.array(fc.tuple(task, wanted), { maxLength: 3 }),
      defaults: fc.constantFrom('', 'defaults: { load: 7, tests: { load: 9 } }\n'),
      crlf: fc.boolean(),
      last: fc.boolean(),
    });
    fc.assert(
      fc.property(lists, ({ tasks, tests, defaults, crlf, last }) => {
        const listed = (all: typeof tasks) => all.map(([one], index) => write(one, `t${index}`)).join('');
        const written = `name: X\n${defaults}tasks:\n${listed(tasks)}${tests.length === 0 ? '' : `tests:\n${listed(tests).replaceAll(/^( +)t(\d)/gm, '$1u$2')}`}`;
        const ended = last ? written : written.trimEnd();
        const source = crlf ? ended.replaceAll('\n', '\r\n') : ended;
        const amendments = [...amendmentsOf('tasks', 't', tasks), ...amendmentsOf('tests', 'u', tests)];
        const before = read(source);
        const patch = correctionPatch('mission.yml', source, amendments);
        const after = applyPatch(source, patch === '' ? '--- a\n+++ b\n' : patch, { autoConvertLineEndings: false });
        if (after === false) throw new Error(`does not apply:\n${patch}`);
        expect(read(after)).toEqual(amended(before, amendments, read(after)));
      }),
      { numRuns: 100 },
    );
  });

  function amendmentsOf(
    list: Amendment['list'],
    letter: string,
    all: readonly (readonly [Task, { readonly load?: string; readonly memory?: string; readonly expect?: string }])[],
  ): Amendment[] {
    return all.flatMap(([, values], index) =>
      (['load', 'memory', 'expect'] as const).flatMap((key) => {
        const value = values[key];
        return value === undefined ? [] : [{ list, id: `${letter}${index}`, key, value }];
      }),
    );
  }

  /** The expected mission; line numbers may differ. */
  function amended(before: Mission, amendments: readonly Amendment[], after: Mission): Mission {
    const amount = (text: string, parse: typeof parseSize): number => {
      const parsed = parse(text);
      return parsed.ok ? parsed.value : Number.NaN;
    };
    return {
      ...before,
      tasks: before.tasks.map((one, index) => ({
        ...one,
        line: after.tasks[index]?.line ?? 0,
        ...Object.fromEntries(
          amendments
            .filter(({ id }) => one.id === id || one.id.startsWith(`${id} (`))
            .map(({ key, value }) => [
              key,
              key === 'load' ? Number(value) : amount(value, key === 'memory' ? parseSize : parseDuration),
            ]),
        ),
      })),
    };
  }
});
