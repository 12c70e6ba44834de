import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createRedactor } from '../../src/secrets/redact.ts';
import { fc } from '../suite/fast-check.ts';

type Argv = readonly [program: string, ...rest: string[]];

/** A program that writes its arguments back in its own way, each followed by a NUL. */
interface Writer {
  readonly name: string;
  readonly argv: Argv;
  /** The text before and after the value, as regular expressions. */
  readonly before?: string;
  readonly behind?: string;
  /** Whether the program can write this value. */
  readonly takes?: (value: string) => boolean;
}

function python(print: string): Argv {
  const script = `import base64, html, json, re, shlex, sys
from urllib.parse import quote, quote_plus, urlencode
from xml.sax.saxutils import escape, quoteattr
for v in sys.argv[1:]: sys.stdout.buffer.write((${print}).encode() + b'\\0')`;
  return ['python3', '-c', script];
}

function node(print: string): Argv {
  return [
    process.execPath,
    '-e',
    `for (const v of process.argv.slice(1)) process.stdout.write((${print}) + '\\0');`,
    '--',
  ];
}

function jq(filter: string, ...options: readonly string[]): Argv {
  return ['jq', '-nj', ...options, `$ARGS.positional[] | (${filter}), "\\u0000"`, '--args', '--'];
}

function shell(program: string, print: string): Argv {
  return [program, '-c', `for v; do { ${print}; } 2>&1; printf '\\0'; done`, program];
}

function traced(program: string, command: string): Argv {
  return shell(program, `set -x; ${command}; { set +x; } 2>/dev/null`);
}

const shells = ['bash', 'dash', 'zsh', 'ksh'];
/** The prompt of a trace, and what it shows of the command that ends it. */
const prompt = '\\+\\S* ';
const endOfTrace = '\\n(?:\\+.*\\n)*';

const shellWriters: readonly Writer[] = [
  ...shells.flatMap((program): readonly Writer[] => [
    { name: `${program} set -x`, argv: traced(program, ': "$v"'), before: `${prompt}: `, behind: endOfTrace },
    {
      name: `${program} set -x of a longer word`,
      argv: traced(program, ': "--token=$v@host"'),
      before: `${prompt}: ['$]*--token=`,
      behind: `@host'?${endOfTrace}`,
    },
    {
      name: `${program} set -x of an assignment`,
      argv: traced(program, 'w=$v'),
      before: `${prompt}w=`,
      behind: ` ?${endOfTrace}`,
    },
    {
      name: `${program} set -x of test`,
      argv: traced(program, '[ x = "$v" ]'),
      before: `${prompt}'?\\['? x '?='? `,
      behind: ` '?\\]'?${endOfTrace}`,
    },
    {
      name: `${program} export -p`,
      argv: shell(program, 'export v; export -p | grep -a -A99 "^[a-z -]* v="; unset v'),
      before: '(?:declare -x|export|typeset -x) v=',
      behind: '\\n[\\s\\S]*',
    },
    { name: `${program} set`, argv: shell(program, 'set | grep -a -A99 "^v="'), before: 'v=', behind: '\\n[\\s\\S]*' },
  ]),
  ...['bash', 'zsh', 'ksh'].flatMap((program): readonly Writer[] => [
    { name: `${program} printf %q`, argv: shell(program, 'printf "%q" "$v"') },
    { name: `${program} typeset -p`, argv: shell(program, 'typeset -p v'), before: '(?:declare -- |typeset )?v=' },
    {
      name: `${program} set -x of [[ ]]`,
      argv: traced(program, '[[ abc == "$v" ]]'),
      before: `${prompt}\\[\\[ abc ==? `,
      behind: ` \\]\\]${endOfTrace}`,
    },
  ]),
  {
    name: 'bash set -x of a regular expression',
    argv: traced('bash', '[[ abc =~ "$v" ]]'),
    before: `${prompt}\\[\\[ abc =~ `,
    behind: ` \\]\\]${endOfTrace}`,
  },
  { name: 'bash @Q', argv: shell('bash', `printf %s "$${'{v@Q}'}"`) },
  { name: 'bash @A', argv: shell('bash', `printf %s "$${'{v@A}'}"`), before: 'v=' },
  { name: 'bash @E of @Q', argv: shell('bash', `w=$${'{v@Q}'}; printf %q "$w"`) },
  ...['q', 'qq', 'qqq', 'qqqq', 'q-', 'q+'].map((flag) => ({
    name: `zsh (${flag})`,
    argv: shell('zsh', `printf %s "$${`{(${flag})v}`}"`),
  })),
  {
    name: 'bash, a command in a quoted word',
    argv: traced('bash', `: "bash -c 'curl -u $v'"`),
    before: `${prompt}: [$']*bash -c [\\\\']*curl -u `,
    behind: endOfTrace,
  },
];

const jqWriters: readonly Writer[] = [
  { name: 'jq @sh', argv: jq('@sh') },
  { name: 'jq @uri', argv: jq('@uri') },
  { name: 'jq @base64', argv: jq('@base64') },
  { name: 'jq @json', argv: jq('@json') },
  { name: 'jq @json twice', argv: jq('@json | @json') },
  { name: 'jq @json @sh', argv: jq('@json | @sh') },
  { name: 'jq @json @uri', argv: jq('@json | @uri') },
  { name: 'jq @json @base64', argv: jq('{a: .} | @json | @base64'), before: '[\\w+/]*', behind: '[\\w+/=]*' },
  { name: 'jq @html', argv: jq('@html') },
  { name: 'jq @csv', argv: jq('[.] | @csv') },
  { name: 'jq @tsv', argv: jq('[.] | @tsv') },
  { name: 'jq -a', argv: ['bash', '-c', `jq -nac '$ARGS.positional[]' --args -- "$@" | tr '\\n' '\\0'`, 'bash'] },
];

const pythonWriters: readonly Writer[] = [
  { name: 'python repr', argv: python('repr(v)') },
  { name: 'python ascii', argv: python('ascii(v)') },
  { name: 'python bytes', argv: python('repr(v.encode())'), before: 'b' },
  { name: 'python json', argv: python('json.dumps(v)') },
  { name: 'python json as it is', argv: python('json.dumps(v, ensure_ascii=False)') },
  { name: 'python repr of JSON', argv: python('repr(json.dumps({"a": v}))'), before: '\'\\{"a": ', behind: "\\}'" },
  { name: 'python quote', argv: python('quote(v)') },
  { name: 'python quote without exceptions', argv: python('quote(v, safe="")') },
  { name: 'python quote twice', argv: python('quote(quote(v))') },
  { name: 'python quote_plus', argv: python('quote_plus(v)') },
  { name: 'python urlencode of JSON', argv: python('urlencode({"a": json.dumps(v)})'), before: 'a=' },
  { name: 'python shlex', argv: python('shlex.quote(v)') },
  { name: 'python re.escape', argv: python('re.escape(v)') },
  { name: 'python html', argv: python('html.escape(v)') },
  { name: 'python XML', argv: python('escape(v)') },
  { name: 'python XML attribute', argv: python('quoteattr(v)') },
  { name: 'python HTML of JSON', argv: python('html.escape(json.dumps(v))') },
  { name: 'python hex', argv: python('v.encode().hex()') },
  { name: 'python hex with blanks', argv: python('v.encode().hex(" ").upper()') },
  {
    name: 'python base64',
    argv: python('base64.b64encode(("me:" + v).encode()).decode()'),
    before: '.{4}',
    behind: '.{0,4}',
  },
  { name: 'python base64 for URLs', argv: python('base64.urlsafe_b64encode(v.encode()).decode()') },
  { name: 'python base64 of UTF-16', argv: python('base64.b64encode(v.encode("utf-16-le")).decode()') },
];

const nodeWriters: readonly Writer[] = [
  {
    name: 'node util.inspect',
    argv: node('require("util").inspect({ v }, { breakLength: Infinity })'),
    before: '\\{ v: ',
    behind: ' \\}',
  },
  {
    name: 'node util.inspect of an error',
    argv: node('require("util").inspect({ e: { v: [v] } }, { compact: false })'),
    before: '[\\s\\S]*v: \\[\\s+',
    behind: '[\\s\\S]*',
  },
  { name: 'node JSON', argv: node('JSON.stringify({ a: v })'), before: '\\{"a":', behind: '\\}' },
  { name: 'node JSON in JSON in JSON', argv: node('JSON.stringify(JSON.stringify(JSON.stringify(v)))') },
  { name: 'node encodeURIComponent', argv: node('encodeURIComponent(v)') },
  { name: 'node encodeURI', argv: node('encodeURI(v)') },
  { name: 'node escape', argv: node('escape(v)') },
  { name: 'node URLSearchParams', argv: node('new URLSearchParams({ a: v })'), before: 'a=' },
  {
    name: 'node URL password',
    argv: node('Object.assign(new URL("http://u@h/"), { password: v }).href'),
    before: 'http://u:',
    behind: '@h/',
  },
  {
    name: 'node URL query',
    argv: node('new URL("http://h/?a=" + v + "&b").href'),
    before: 'http://h/\\?a=',
    behind: '&b',
    // These end the query or are dropped from it.
    takes: (value) => !/[\n\t\r#]/.test(value),
  },
  { name: 'node querystring', argv: node('require("querystring").stringify({ a: v })'), before: 'a=' },
  { name: 'node hex', argv: node('Buffer.from(v).toString("hex")') },
];

const otherWriters: readonly Writer[] = [
  { name: 'perl quotemeta', argv: ['perl', '-e', 'print quotemeta($_), "\\0" for @ARGV', '--'] },
  {
    name: 'perl Data::Dumper',
    argv: ['perl', '-MData::Dumper', '-e', '$Data::Dumper::Terse = 1; print Dumper($_), "\\0" for @ARGV', '--'],
  },
  {
    name: 'sed l',
    argv: shell('bash', `printf %s "$v" | tr '\\n' ' ' | sed -n 'l 0'`),
    behind: '\\$?\\n',
    takes: (value) => !value.includes('\n'),
  },
  { name: 'cat -v', argv: shell('bash', 'printf %s "$v" | cat -v') },
  {
    name: 'ls -b',
    argv: shell('bash', 'ls -b "/nowhere/$v"'),
    before: `ls: cannot access ['"]+/nowhere/`,
    behind: '[\'"]*: No such file or directory\\n',
    takes: (value) => !value.includes('/'),
  },
  {
    name: 'grep --color',
    argv: shell('bash', 'printf "%s" "$v" | grep -a --color=always "[a-z]"'),
    before: '(?:\\x1b\\[[\\d;]*[mK])*',
    behind: '[\\s\\S]*',
    takes: (value) => /[a-z]/.test(value) && !value.includes('\n'),
  },
  { name: 'xxd -p', argv: shell('bash', 'printf %s "$v" | xxd -p') },
];

const parts = [
  ...[
    'a',
    'B',
    '7',
    'pass',
    ' ',
    ' ',
    "'",
    "'",
    '"',
    '`',
    '$',
    '\\',
    '!',
    '~',
    '#',
    '=',
    '%',
    '&',
    '<',
    '>',
    '/',
    '+',
    ':',
    ',',
  ],
  ...[';', '.', '-', '_', '*', '?', '^', '|', '(', ')', '[', ']', '{', '}', '@'],
  ...['\n', '\t', '\r', '\x01', '\x07', '\b', '\x1b', '\x7f', 'é', '€', '😀', '\u00a0', '\u200b'],
];
const values = fc
  .string({ unit: fc.constantFrom(...parts), minLength: 4, maxLength: 14 })
  // Lines that are too short to be redacted by themselves would be seen where a program breaks the value into lines.
  .filter((value) => value.split(/[\r\n]/).every((line) => [...line.trim()].length >= 4) && !value.includes('***'));

/** Quotes and escapes around a value, of which the mask may take some. */
const quotes = '(?:[$\'"`\\\\]|%22|%27|%5C|&quot;|&#x27;|%25|5C|22)*';

describe('F120 what real programs write back', () => {
  const writers = [...shellWriters, ...jqWriters, ...pythonWriters, ...nodeWriters, ...otherWriters];
  for (const { name, argv, before = '', behind = '\\n?', takes = () => true } of writers) {
    const [program, ...rest] = argv;
    const left = new RegExp(`^${before}${quotes}\\*\\*\\*${quotes}${behind}$`);
    test.skipIf(isMissing(program))(name, () => {
      const all = fc.array(values.filter(takes), { minLength: 15, maxLength: 15 });
      const isRedacted = (locale: string, given: readonly string[]): void => {
        const env = { PATH: process.env.PATH, LC_ALL: locale, PYTHONUTF8: '1' };
        const { stdout, stderr } = spawnSync(program, [...rest, ...given], { env });
        const written = splitAtNul(stdout);
        expect(written.length, stderr.toString()).toBe(given.length);
        for (const [index, bytes] of written.entries()) {
          const value = given[index] ?? '';
          const redacted = redact(value, bytes);
          if (!left.test(redacted))
            throw new Error(JSON.stringify({ value, written: bytes.toString('latin1'), redacted }));
        }
      };
      fc.assert(fc.property(fc.constantFrom('C.UTF-8', 'C'), all, isRedacted), {
        numRuns: process.env.CI === undefined ? 1 : 4,
        endOnFailure: true,
      });
    });
  }
});

function redact(value: string, bytes: Buffer): string {
  const stream = createRedactor([{ name: 'X', value }]).redactor.stream();
  return Buffer.concat([stream.push(bytes), stream.end()]).toString('latin1');
}

function splitAtNul(bytes: Buffer): readonly Buffer[] {
  const found: Buffer[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0, start);
    if (end < 0) return [...found, bytes.subarray(start)];
    found.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return found;
}

/** On a machine of the project's own checks, no program may be missing. */
function isMissing(program: string): boolean {
  if (process.env.CI !== undefined || program.includes('/')) return false;
  return !(process.env.PATH ?? '').split(delimiter).some((folder) => isProgram(join(folder, program)));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
