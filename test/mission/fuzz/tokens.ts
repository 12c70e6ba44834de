/** Pieces of valid, invalid and hostile missions. */

const expression = (text: string): string => `$${`{{ ${text} }}`}`;

/** Keys of a mission, and words that are no keys. */
export const KEYS: readonly string[] = [
  ...['name', 'goal', 'description', 'scope', 'env', 'secrets', 'defaults', 'fail-fast', 'log-limit', 'admission'],
  ...['tasks', 'tests', 'services', 'cpu', 'memory', 'workers', 'caution', 'limit', 'load', 'cpus', 'gate', 'sample'],
  ...['recheck', 'patience', 'learn', 'needs', 'needs-any', 'if', 'supports', 'deploy', 'paths', 'expect', 'timeout'],
  ...['retry', 'attempts', 'delay', 'backoff', 'on', 'priority', 'locks', 'matrix', 'include', 'exclude', 'run'],
  ...['steps', 'shell', 'working-directory', 'continue-on-error', 'results', 'deliverable', 'ready', 'http', 'tcp'],
  ...['log', 'command', 'interval', 'runn', 'constructor', '__proto__', 'toString', 'a', 'b', 'L2.2.1'],
];

export const VALUES: readonly string[] = [
  ...['', '~', 'null', 'true', 'no', '0', '-0', '-1', '30', '1.5', '1e999', '-1e999', '.inf', '-.inf', '.nan'],
  ...['9007199254740993', '0x7fffffffffffffff', '0o777', '1_000', '99999999999999999999999999999999999999999'],
  ...['30m', '1h30m', '24d', '25d', '0s', '99999999999999999999d', '0.0000000001ms', '1.5.5s', '12:30'],
  ...['1GB', '8191TB', '9999999TB', '0B', '1e3MB', '-1GB', 'tasks', 'always', 'if-running', 'while-running', 'all'],
  ...['[]', '{}', '[a, b]', '[[a]]', '[a, a]', '{ a: b }', '[1, true, null]', '""', "''", '" "', '|', '>-', '"\\x00"'],
  ...['../..', '/etc/passwd', 'C:\\x', 'a/../../b', '~/x', 'a//b', '**/*', '!**', '[', '{a,b', '.', 'a\\..\\..\\b'],
  ...['http://127.0.0.1:1', 'http://[', '127.0.0.1:99999', '127.0.0.1:1', '"(a+)+$"', '"["', '65536', 'CON', 'a?b'],
];

export const EXPRESSIONS: readonly string[] = [
  ...['x', '', 'matrix.node', 'matrix', "tasks['b'].result", 'tasks.a.outputs.x', 'tasks', 'tasks.*.result', 'env'],
  ...['success()', "running('a')", 'always() && failure()', "changed('src/**')", 'format(1)', "format('{0', 1)"],
  ...[
    'fromJSON(env.A)',
    'toJSON(tasks)',
    "hashFiles('**')",
    '1 == 1e400',
    "'",
    "'''",
    '!(!(!(!1)))',
    '((((((((1))))))))',
  ],
  ...['a[a[a[a[a]]]]', 'constructor.constructor', '__proto__', 'github.event', 'true', 'false', '1 &&', '|| 1', '}}'],
]
  .map(expression)
  .concat([
    '$' + '{{',
    '}}',
    '$' + '{{ $' + '{{ x }} }}',
    '$' + '{{\n}}',
    'always()',
    "tasks['a'].result == 'success'",
  ]);

export const YAML: readonly string[] = [
  ...[' ', '  ', '\t', '\n', '\r', '\r\n', '\n\n', ':', ': ', '- ', '-', '?', '? ', ',', '{', '}', '[', ']', '"', "'"],
  ...['#', ' #', '|', '>', '|2-\n', '@', '`', '%', '%YAML 1.1\n', '%TAG ! x\n', '---\n', '...\n', '--- ', '&a ', '*a'],
  ...['*env', '<<: *env', '&env ', '!', '!! ', '!!int ', '!!binary ', '!!python/object:x ', '!<x> ', '&', '*', '\\'],
];

export const UNICODE: readonly string[] = [
  ...['\0', '\u0007', '\u001b[31m', '\u007f', '\u0085', '\u00a0', '\u00ad', '\u200b', '\u200d', '\u202e', '\u2066'],
  ...[
    '\u2028',
    '\u2029',
    '\uFEFF',
    '\ufffd',
    '\ufffe',
    '\ud800',
    '\udc00',
    '日本',
    'é',
    'e\u0301',
    '👩‍👩‍👧',
    '\u{10ffff}',
  ],
  ...['і', 'ａ', 'ß', 'İ', '\u0130', 'ﷺ', '\u0e33\u0e33\u0e33', '\u{e0001}'],
];
