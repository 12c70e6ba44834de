import { stringify } from 'yaml';
import { fc } from '../../suite/fast-check.ts';

/** Texts of workflows: valid ones of every shape, with odd names and wrong values among the usual ones. */

const name = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom('build', 'test', 'lint', 'deploy', 'e2e', 'Build', 'a.b', 'tasks', 'x-1', 'job_2'),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }) },
);

const context = fc.constantFrom(
  ...[
    'matrix.os',
    'matrix.node',
    'matrix.part.name',
    "matrix['node']",
    'github.ref',
    'github.event_name',
    'github.token',
  ],
  ...['secrets.TOKEN', 'secrets[matrix.node]', 'vars.MODE', 'env.A', 'inputs.channel', 'github.event.inputs.channel'],
  ...[
    'needs.build.result',
    'needs.build.outputs.version',
    'needs.*.result',
    'needs.test.outputs.missing',
    'toJSON(needs)',
  ],
  ...['steps.one.outputs.version', 'steps.one.outcome', 'steps.two.outputs.x', 'job.status', 'strategy.job-index'],
  ...[
    "job.services.db.ports['5432']",
    'runner.os',
    'runner.temp',
    "hashFiles('**/lock')",
    'success()',
    'always()',
    "'text'",
    '12',
  ],
);

const expression = fc.oneof(
  context,
  fc.tuple(context, fc.constantFrom('==', '!=', '&&', '||', '<'), context).map((parts) => parts.join(' ')),
  context.map((each) => `!(${each})`),
  fc.tuple(context, context).map(([a, b]) => `contains(${a}, ${b})`),
  fc.tuple(context, context).map(([a, b]) => `format('{0}-{1}', ${a}, ${b})`),
  fc.constantFrom('', 'a b', "'open", 'unknown.x', 'f(', 'true && false', "'a' == 'a'"),
);

const inBraces = expression.map((text) => `\${{ ${text} }}`);
const condition = fc.oneof(expression, inBraces, fc.constantFrom(true, false, 'always()', '!cancelled()'));

const text = fc.oneof(
  fc.constantFrom(
    'npm test',
    'make',
    'x: y',
    '- a',
    '#no',
    '',
    ' ',
    '1.10',
    'yes',
    '"',
    "it's",
    'a\nb\n',
    '\t',
    '*.js',
    '&a',
    '!b',
  ),
  fc
    .tuple(fc.constantFrom('a ', "'", '"', '# ', ''), inBraces, fc.constantFrom(' b', "'", '"', ''))
    .map((parts) => parts.join('')),
  inBraces,
  fc.string({ maxLength: 20 }),
);

const command = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('npm ci', 'npm test', 'make build', 'pip install -r requirements.txt', 'cat a | sort'),
  },
  {
    weight: 3,
    arbitrary: fc
      .array(
        fc.oneof(
          text,
          fc.constantFrom(
            'echo "version=1" >> $GITHUB_OUTPUT',
            'cat <<EOF',
            "cat <<'EOF'",
            'EOF',
            'echo A=1 >> "$GITHUB_ENV"',
            '$(',
            ')',
            '`',
          ),
          inBraces.map((each) => `echo '${each}' "${each}" ${each}`),
        ),
        { minLength: 1, maxLength: 5 },
      )
      .map((lines) => lines.join('\n')),
  },
  { weight: 1, arbitrary: text },
);

const env = fc.dictionary(fc.constantFrom('A', 'B', 'TOKEN', 'NODE_OPTIONS', 'PATH', 'MISSION_X', 'a-b', 'é'), text, {
  maxKeys: 3,
});
const folder = fc.oneof(fc.constantFrom('.', './api', 'a/b/', '/tmp', '../up', '~/x', 'a/../../b', ''), inBraces, text);
const shell = fc.constantFrom('bash', 'sh', 'pwsh', 'cmd', 'python', 'bash -e {0}', 'perl {0}', 'zsh', 'node');
const timeout = fc.oneof(fc.integer({ min: -1, max: 5000 }), fc.constantFrom(0.5, 1e9), text);
const flag = fc.oneof(fc.boolean(), inBraces, text);

/** Each key is there or not. */
function optional(record: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Record<string, unknown>> {
  return fc.record(record, { requiredKeys: [] });
}

const run = fc
  .tuple(
    command,
    optional({
      name: text,
      id: fc.constantFrom('one', 'two', 'One', '1x', 'a b'),
      if: condition,
      env,
      shell,
      'working-directory': folder,
      'continue-on-error': flag,
      'timeout-minutes': timeout,
      odd: text,
    }),
  )
  .map(([own, others]) => ({ ...others, run: own }));

const action = fc.record(
  {
    uses: fc.constantFrom(
      ...[
        'actions/checkout@v5',
        'actions/setup-node@v5',
        'actions/cache@v4',
        'actions/upload-artifact@v4',
        './.github/actions/x',
      ],
      ...[
        'actions/download-artifact@v4',
        'codecov/codecov-action@v5',
        'docker://alpine:3',
        're-actors/alls-green@v1',
        'nick-fields/retry@v3',
      ],
      ...['dorny/paths-filter@v3', ''],
    ),
    id: fc.constantFrom('one', 'two', 'filter'),
    if: condition,
    with: fc.oneof(
      fc.dictionary(fc.constantFrom('path', 'name', 'command', 'node-version', 'if-no-files-found'), text, {
        maxKeys: 3,
      }),
      fc.constantFrom({ filters: "api: 'api/**'\nodd: ['!x', '**/*.{a,b}']" }, { filters: ': : [' }, null),
    ),
  },
  { requiredKeys: ['uses'] },
);

const scalar = fc.oneof(
  fc.constantFrom('ubuntu-latest', 'windows-latest', 'a', 1, 1.1, true, '', null, 'ü', 'x'.repeat(70)),
  text,
);
const value = fc.oneof(
  { weight: 6, arbitrary: scalar },
  {
    weight: 1,
    arbitrary: fc.dictionary(
      fc.constantFrom('name', 'tag', 'in'),
      fc.oneof(scalar, fc.dictionary(fc.constantFrom('x', 'y'), scalar, { maxKeys: 2 })),
      { maxKeys: 3 },
    ),
  },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 2 }) },
);
const entry = fc.dictionary(fc.constantFrom('os', 'node', 'part', 'extra'), value, { maxKeys: 3 });
const list = fc.oneof({ weight: 6, arbitrary: fc.array(value, { maxLength: 3 }) }, { weight: 1, arbitrary: inBraces });
const matrix = fc.oneof(
  {
    weight: 8,
    arbitrary: optional({
      os: list,
      node: list,
      part: list,
      'bad name': list,
      include: fc.array(entry, { maxLength: 3 }),
      exclude: fc.array(entry, { maxLength: 2 }),
    }),
  },
  { weight: 1, arbitrary: inBraces },
);

const service = fc.record(
  {
    image: fc.constantFrom('postgres:16', 'redis', 'x/y:1', '', `\${{ matrix.node }}`),
    ports: fc.oneof(
      fc.array(fc.constantFrom('5432:5432', 5432, '6379/tcp', 'a:b', `\${{ matrix.node }}`), { maxLength: 2 }),
      text,
    ),
    env,
    options: fc.constantFrom('--health-cmd "pg_isready -U x"', '', 'a\nb'),
    volumes: fc.constant(['a:/b']),
  },
  { requiredKeys: ['image'] },
);

const job = fc.oneof(
  {
    weight: 10,
    arbitrary: fc
      .tuple(
        fc.array(
          fc.oneof(
            { weight: 3, arbitrary: run },
            { weight: 2, arbitrary: action },
            { weight: 1, arbitrary: fc.constantFrom({}, null, 'x') },
          ),
          {
            maxLength: 5,
          },
        ),
        optional({
          name: text,
          needs: fc.oneof(name, fc.array(name, { maxLength: 3 })),
          if: condition,
          'runs-on': fc.oneof(
            fc.constantFrom('ubuntu-latest', 'windows-latest', ['self-hosted', 'linux'], { group: 'g' }),
            inBraces,
          ),
          env,
          strategy: fc.oneof(fc.record({ matrix }), fc.constantFrom({ 'fail-fast': true, 'max-parallel': 2 }, null)),
          services: fc.dictionary(fc.constantFrom('db', 'cache', 'Build', 'ü'), service, { maxKeys: 2 }),
          outputs: fc.dictionary(
            fc.constantFrom('version', 'x', 'o-p'),
            fc.oneof(inBraces, fc.constant(`\${{ steps.one.outputs.version }}`)),
            { maxKeys: 2 },
          ),
          'timeout-minutes': timeout,
          'continue-on-error': flag,
          defaults: fc.record({ run: optional({ shell, 'working-directory': folder }) }),
          container: text,
          concurrency: text,
          permissions: fc.constant({ contents: 'read' }),
          environment: fc.constantFrom(undefined, 'production'),
          'something-new': text,
        }),
      )
      .map(([steps, others]) => ({ ...others, steps })),
  },
  { weight: 1, arbitrary: fc.record({ uses: text }) },
  { weight: 1, arbitrary: fc.constantFrom(null, 'x', [], {}) },
);

/** A workflow as a value. */
export const randomWorkflow = fc
  .tuple(
    fc.dictionary(name, job, { minKeys: 1, maxKeys: 5 }),
    optional({
      name: text,
      env,
      on: fc.constantFrom('push', {
        workflow_dispatch: {
          inputs: {
            channel: { type: 'choice', options: ['a', 'b'], default: 'c' },
            'x y': {},
            n: { type: 'number', default: 'x' },
          },
        },
      }),
      defaults: fc.record({ run: optional({ shell, 'working-directory': folder }) }),
      permissions: text,
      'run-name': text,
    }),
  )
  .map(([jobs, others]) => ({ ...others, jobs }));

/** The text of a random workflow. */
export const randomWorkflowText = randomWorkflow.map((workflow) => stringify(workflow, { lineWidth: 0 }));
