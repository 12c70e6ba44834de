import { expect, test } from 'vitest';
import { shortestSecret } from '../../src/secrets/forms.ts';
import { createRedactor } from '../../src/secrets/redact.ts';
import { spellings } from '../../src/secrets/spelling/spellings.ts';

const value = `a'b"c$d%e\\f g<h>&i#é\n€j`;

function redact(text: string | Uint8Array, secret = value): string {
  const stream = createRedactor([{ name: 'X', value: secret }]).redactor.stream();
  return Buffer.concat([stream.push(Buffer.from(text)), stream.end()]).toString();
}

test.each([
  ['SQL and YAML', `'a''b"c$d%e\\f g<h>&i#é\n€j'`],
  ['CSV and Visual Basic', `"a'b""c$d%e\\f g<h>&i#é\n€j"`],
  ['PowerShell, single quotes', `'a''b"c$d%e\\f g<h>&i#é\n€j'`],
  ['PowerShell, double quotes', '"a\'b`"c`$d%e\\f g<h>&i#é`n€j"'],
  ['Make', `'a'\\''b"c$$d%e\\f g<h>&i\\#é\n€j'`],
  ['cmd', `"a'b^"c$d%%e\\f g^<h^>^&i#é\r\n€j"`],
  ['.NET JSON', '"a\\u0027b\\u0022c$d%e\\\\f g\\u003Ch\\u003E\\u0026i#\\u00E9\\n\\u20ACj"'],
  ['Go JSON', `"a'b\\"c$d%e\\\\f g\\u003ch\\u003e\\u0026i#é\\n€j"`],
  ['PHP JSON', `"a'b\\"c$d%e\\\\f g<h>&i#\\u00e9\\n\\u20acj"`],
  ['Go %+q', `"a'b\\"c$d%e\\\\f g<h>&i#\\u00e9\\n\\u20acj"`],
  ['Rust {:?} in ASCII', `"a\\'b\\"c$d%e\\\\f g<h>&i#\\u{e9}\\n\\u{20ac}j"`],
  ['Ruby inspect', `"a'b\\"c\\$d%e\\\\f g<h>&i\\#é\\n€j"`],
  ['Java properties', `a'b"c$d%e\\\\f\\ g<h>&i\\#\\u00E9\\n\\u20ACj`],
  ['MySQL', `'a\\'b\\"c$d%e\\\\f g<h>&i#é\\n€j'`],
  ['a workflow command', `::debug::a'b"c$d%25e\\f g<h>&i#é%0A€j`],
  ['Mustache', 'a&#39;b&quot;c$d%e\\f g&lt;h&gt;&amp;i#é\n€j'],
  ['an XML attribute', 'a&apos;b&quot;c$d%e\\f g&lt;h>&amp;i#&#233;&#10;&#x20AC;j'],
  ['Windows line ends', `a'b"c$d%e\\f g<h>&i#é\r\n€j`],
  ['UTF-16', Buffer.from(value, 'utf16le')],
  ['a colour within', `a'b\x1b[01;31m\x1b[K"c$d\x1b[m\x1b[K%e\\f g<h>&i#é\n€j`],
])('F120 %s', (_, text) => {
  // Quotes and an escape before the first character may stay.
  expect(redact(text).replace(/^::debug::/, '')).toMatch(/^['"]?\*\*\*['"]?$/);
});

test.each([
  ['JSON in a shell word', `'{"key":"hunter'\\''2\\\\secret"}'`],
  ['JSON in JSON', '"{\\"key\\":\\"hunter\'2\\\\\\\\secret\\"}"'],
  ['JSON in a URL', '%7B%22key%22%3A%22hunter%272%5C%5Csecret%22%7D'],
  ['a URL in HTML', 'https://u:hunter&#39;2%5Csecret@host'],
  ['a shell word in a shell word', `'bash -c '\\''echo '\\''\\'\\'''\\''hunter'\\''\\'\\'''\\''2\\secret'\\''`],
])('F120 %s', (_, text) => {
  const redacted = redact(text, "hunter'2\\secret");
  expect(redacted).toContain('***');
  expect(redacted).not.toMatch(/hunter|secret/);
});

test('F120 a text that only resembles a secret stays', () => {
  const secret = "s3cr'et-Pass word";
  for (const text of [
    "s3cr'et-Pass  word",
    's3cr et-Pass word',
    "s3cr'et-Pass-word",
    "s3cr''et\n-Pass word",
    "s3'cr.'et",
  ]) {
    expect(redact(text, secret)).toBe(text);
  }
});

test('F120 no form is shorter than the shortest secret', () => {
  for (const secret of ['abcd', '0000', '"""x', 'é€xy', 'a b c']) {
    for (const text of ['"', "'", '\\', '0', '00', '000', 'YW', 'abc', 'x', '61', '\\x61', '%61']) {
      if (text.length < shortestSecret || !redact(text, secret).includes('***')) continue;
      throw new Error(`${text} is taken for ${secret}`);
    }
  }
});

test('F120 every row of the table names programs, and writes some character', () => {
  for (const { name, writers, spell } of spellings) {
    expect([name, writers]).toEqual([expect.stringMatching(/\S/), expect.stringMatching(/\S/)]);
    expect([name, [' ', '$', '\n', 'é', '\0'].some((character) => spell(character).length > 0)]).toEqual([name, true]);
  }
});
