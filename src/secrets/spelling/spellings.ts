/** One way in which programs write a character that they do not print unchanged. */
export interface Spelling {
  readonly name: string;
  /** Programs that write like this. */
  readonly writers: string;
  /** All spellings of the character; none if programs do not write it this way. */
  spell(character: string): readonly (string | Uint8Array)[];
}

/**
 * How shells, languages and tools write a character of a value back. Which characters they escape depends on the
 * program, its version and the locale; so each character of a secret may be in any of these spellings. To add a spelling,
 * add a row, and a test against the program that writes it.
 */
export const spellings: readonly Spelling[] = [
  { name: 'as it is', writers: 'most', spell: (character) => [character] },
  {
    name: 'a letter behind a backslash',
    writers: "bash, ksh, zsh $'…'; JSON; python, node, C, Go, Rust, Ruby, Java, SQL; jq @tsv",
    spell: (character) => [...(letters[character] ?? [])],
  },
  { name: 'a letter behind a backtick', writers: 'PowerShell', spell: (character) => backtickLetters[character] ?? [] },
  {
    name: '\\xe9 of a code point or a byte',
    writers: 'python repr and ascii, node util.inspect, ksh, C, Go, Ruby, systemd-escape',
    spell: (character) => [
      ...(codeOf(character) <= 0xff ? bothCases('\\x', hex(codeOf(character), 2)) : []),
      ...eachByteInBothCases(character, (digits) => `\\x${digits}`),
      // ksh, before a digit
      ...eachByteInBothCases(character, (digits, isLast) => (isLast ? `\\x[${digits}]` : `\\x${digits}`)),
    ],
  },
  {
    name: '\\u00e9',
    writers:
      'JSON in ASCII: python, PHP, jq -a, .NET, Go for HTML; Java properties; python; ksh \\u[e9]; Rust, JavaScript \\u{e9}',
    spell: (character) => [
      ...bothCasesOf(
        units(character).map((unit) => hex(unit, 4)),
        (digits) => `\\u${digits}`,
      ),
      ...bothCases('\\u{', hex(codeOf(character), 1), '}'),
      ...bothCases('\\u[', hex(codeOf(character), 1), ']'),
      ...bothCases('\\U', hex(codeOf(character), 8)),
    ],
  },
  {
    name: '\\303\\251',
    writers: "bash and zsh $'…', printf %q in other locales; git; ls; C, PostgreSQL",
    spell: (character) => {
      const bytes = [...Buffer.from(character)].map((byte) => byte.toString(8).padStart(3, '0'));
      return [bytes.map((digits) => `\\${digits}`).join(''), bytes.map((digits) => `$'\\${digits}'`).join('')];
    },
  },
  {
    name: '\\M-C\\M-) and \\C-A, M-CM-) and ^A',
    writers: "zsh $'…' of traces and typeset -p; cat -v",
    spell: (character) => [
      [...Buffer.from(character)].map((byte) => metaByte(byte, '\\M-', '\\C-')).join(''),
      [...Buffer.from(character)].map((byte) => metaByte(byte, 'M-', '^')).join(''),
    ],
  },
  {
    name: '%C3%A9',
    writers: 'curl, jq @uri, URLs of every language; %25C3 where it was encoded twice; %E9 and %u20AC of escape()',
    spell: (character) => [
      ...eachByteInBothCases(character, (digits) => `%${digits}`),
      ...eachByteInBothCases(character, (digits) => `%25${digits}`),
      ...(codeOf(character) <= 0xff ? bothCases('%', hex(codeOf(character), 2)) : []),
      ...bothCasesOf(
        units(character).map((unit) => hex(unit, 4)),
        (digits) => `%u${digits}`,
      ),
    ],
  },
  {
    name: '+ for a space',
    writers: 'application/x-www-form-urlencoded: URLSearchParams, python quote_plus, PHP, Java',
    spell: (character) => (character === ' ' ? ['+', '%2B', '%2b'] : []),
  },
  {
    name: '&#233;',
    writers: 'HTML and XML: jq @html, python, PHP, Go, JUnit writers, template engines',
    spell: (character) => {
      const code = codeOf(character);
      const references = [
        ...(entities[character] ?? []),
        `&#${code};`,
        `&#0${code};`,
        ...bothCases('&#x', hex(code, 1), ';'),
        ...bothCases('&#x', hex(code, 2), ';'),
        ...bothCases('&#X', hex(code, 1), ';'),
      ];
      return references.flatMap((reference) => [reference, reference.replace('&', '&amp;')]);
    },
  },
  {
    name: 'twice',
    writers: 'Make and Docker Compose $$; batch files, printf and systemd %%; PowerShell ‘‘',
    spell: (character) => ('$%#{}‘’‚‛“”„'.includes(character) ? [character.repeat(2)] : []),
  },
  {
    name: 'a backslash before each byte',
    writers: 'bash set -x of [[ … == "$X" ]] in the C locale',
    spell: (character) => [Uint8Array.from([...Buffer.from(character)].flatMap((byte) => [0x5c, byte]))],
  },
  {
    name: 'another line end',
    writers: 'programs on Windows, terminals',
    spell: (character) => (character === '\n' ? ['\r\n', '\r', '\\r\\n'] : []),
  },
];

/** What may stand between two characters: quotes that end and begin again, and escapes. */
export const joints: readonly string[] = [
  // `'\''`, `'"'"'`, `''`, `\"`, `\\\"`, `$'\n'`; PowerShell; cmd
  ...['\\', "'", '"', '`', '^', "$'", '$"'],
  // The same within URLs, JSON and markup
  ...['%5C', '%5c', '%27', '%22', '\\u0027', '\\u0022', '\\u005c', '\\u005C'],
  ...['&quot;', '&apos;', '&#39;', '&#34;', '&#x27;', '&#x22;', '&#92;', '&#x5c;', '&#x5C;'],
];

const letters: Readonly<Record<string, readonly string[]>> = {
  '\0': ['\\0'],
  '\x07': ['\\a'],
  '\b': ['\\b'],
  '\t': ['\\t'],
  '\n': ['\\n', '\\l'],
  '\v': ['\\v'],
  '\f': ['\\f'],
  '\r': ['\\r'],
  '\x1a': ['\\Z'],
  '\x1b': ['\\e', '\\E'],
};

const backtickLetters: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries({
    '\0': '0',
    '\x07': 'a',
    '\b': 'b',
    '\t': 't',
    '\n': 'n',
    '\v': 'v',
    '\f': 'f',
    '\r': 'r',
    '\x1b': 'e',
  }).map(([character, letter]) => [character, [`\`${letter}`]]),
);

const entities: Readonly<Record<string, readonly string[]>> = {
  '&': ['&amp;'],
  '<': ['&lt;'],
  '>': ['&gt;'],
  '"': ['&quot;'],
  "'": ['&apos;'],
  '\u00a0': ['&nbsp;'],
  '\n': ['&NewLine;', '<br>', '<br/>', '<br />'],
  '\t': ['&Tab;'],
};

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}

/** UTF-16; a character beyond U+FFFF has two. */
function units(character: string): readonly number[] {
  return Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
}

/** With leading zeros. */
function hex(number: number, digits: number): string {
  return number.toString(16).padStart(digits, '0');
}

function bothCases(before: string, digits: string, after = ''): readonly string[] {
  return bothCasesOf([digits], (cased) => before + cased + after);
}

function eachByteInBothCases(character: string, write: (digits: string, isLast: boolean) => string): readonly string[] {
  return bothCasesOf(
    [...Buffer.from(character)].map((byte) => hex(byte, 2)),
    write,
  );
}

function bothCasesOf(all: readonly string[], write: (digits: string, isLast: boolean) => string): readonly string[] {
  const last = all.length - 1;
  const join = (cased: readonly string[]) => cased.map((digits, index) => write(digits, index === last)).join('');
  return [join(all), join(all.map((digits) => digits.toUpperCase()))];
}

function metaByte(byte: number, meta: string, control: string): string {
  const low = byte & 0x7f;
  const shown = low < 0x20 || low === 0x7f ? control + String.fromCharCode(low ^ 0x40) : String.fromCharCode(low);
  return (byte > 0x7f ? meta : '') + shown;
}
