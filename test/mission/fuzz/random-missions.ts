import { fc } from '../../suite/fast-check.ts';

const IDS = ['a', 'b', 'c', 'd', 'e'];

const expression = (text: string): string => `$${`{{ ${text} }}`}`;

/** A task or test of the right shape, whose meaning may be wrong. Mostly, it refers only to ids before it. */
const task = (own: string) => {
  const before = IDS.slice(0, IDS.indexOf(own));
  const any = fc.constantFrom(...IDS, 's', 'x');
  const id = before.length === 0 ? any : fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...before) }, any);
  const some = <T>(value: fc.Arbitrary<T>) =>
    fc.oneof({ weight: before.length === 0 ? 20 : 4, arbitrary: fc.constant(undefined) }, value);
  const asks = id.chain((name) =>
    fc.constantFrom(`tasks['${name}'].result == 'success'`, `running('${name}')`, 'always()', 'failure()', 'false'),
  );
  const values = fc.uniqueArray(fc.constantFrom('x', 'y', 22, 1.5, true), { minLength: 1, maxLength: 3 });
  const matrix = fc.record({ node: values, os: some(values), include: some(fc.constant([{ node: 'z', extra: 1 }])) });
  const ofMatrix = expression('matrix.node');
  // Combinations of other tasks, which exist for some values only.
  const combination = fc
    .tuple(id, fc.constantFrom('', ' (*)', ` (${ofMatrix})`, ` (${ofMatrix}, *)`, ' (x)'))
    .map(([name, values]) => `${name}${values}`);
  const several = fc.oneof(fc.uniqueArray(id, { maxLength: 3 }), fc.uniqueArray(combination, { maxLength: 3 }));
  return fc.record({
    run: fc.constant('make'),
    load: some(fc.constantFrom(0, 0.1, 30, 60, 100)),
    cpus: some(fc.constantFrom(1, 2, 1024)),
    memory: some(fc.constantFrom('0B', '1GB', '9GB', '99GB')),
    expect: some(fc.constantFrom('0s', '1ms', '30s', '24d')),
    timeout: some(fc.constantFrom('1ms', '10s', '24d')),
    tags: some(fc.constantFrom('t', ['t', 'u'])),
    needs: some(fc.oneof(fc.constant('tasks'), several)),
    'needs-any': some(fc.oneof(fc.constant('tasks'), several)),
    supports: some(combination),
    'working-directory': some(fc.constantFrom('src', `src/${ofMatrix}`)),
    deploy: some(fc.constantFrom('always', 'if-running', 'while-running')),
    if: some(asks),
    matrix: some(matrix),
    name: some(fc.constantFrom('Plain', ofMatrix)),
    deliverable: some(fc.constantFrom('a.md', 'b.md', `c-${ofMatrix}.md`)),
    services: some(fc.constantFrom('s', ['s', 'u'], 'v', `v (${ofMatrix})`, 'v (x)')),
    retry: some(fc.constantFrom(3, { attempts: 2, on: 'timeout' }, { attempts: 1 })),
    locks: some(fc.constantFrom('l', ['l', 'm'], `l-${ofMatrix}`)),
    priority: some(fc.integer({ min: -3, max: 3 })),
    paths: some(fc.constantFrom('src/**', ['**', '!docs/**'])),
    env: some(asks.map((asked) => ({ A: expression(asked) }))),
  });
};

const admission = fc.record(
  {
    load: fc.constantFrom(1, 50, 1000),
    gate: fc.constantFrom('tests', 'all'),
    sample: fc.constantFrom('100ms', '24d'),
    recheck: fc.constantFrom('100ms', '24d'),
    patience: fc.constantFrom('0s', '1ms', '24d'),
    learn: fc.boolean(),
    jobserver: fc.boolean(),
    cpu: fc.constantFrom({ limit: 1 }, { caution: 0 }),
    memory: fc.constantFrom({ limit: 1 }, { caution: 0 }),
    workers: fc.constantFrom({ limit: 1 }, { caution: 0 }),
  },
  { requiredKeys: [] },
);

/** Missions of the right shape, as JSON; many of them valid. */
export const randomMission: fc.Arbitrary<string> = fc
  .record({
    name: fc.constant('Random'),
    admission: fc.option(admission, { nil: undefined }),
    tasks: fc.record({ a: task('a'), b: task('b'), c: task('c') }),
    tests: fc.record({ d: task('d'), e: task('e') }),
    services: fc.constant({
      s: { run: 'serve' },
      u: { run: 'serve', ready: { tcp: '127.0.0.1:1' } },
      v: { run: 'serve', matrix: { node: ['x', 'y', 22] }, env: { A: expression('matrix.node') } },
    }),
  })
  .map((mission) => JSON.stringify(mission, null, 1));
