import { expect, test } from 'vitest';
import type { TestResults } from '../../../src/process/results/test-results.ts';
import { redactLeftBehind } from '../../../src/run/secrecy/redact-left-behind.ts';
import { createRedactor } from '../../../src/secrets/redact.ts';
import { resultsOf } from './parse.ts';

/** Longer than a value of a message may be, as a JSON Web Token is; no piece of it occurs twice. */
const secret = `tok-${Array.from({ length: 60 }, (_, index) => `${index}`.padStart(3, 'abcdefg'[index % 7])).join('-')}`;
const { redactor } = createRedactor([{ name: 'KEY', value: secret }]);

/** What of the secret the record would show. */
function shownOf(results: TestResults): readonly string[] {
  const left = redactLeftBehind({ logTail: '', logBytes: 0, results }, redactor);
  const record = JSON.stringify(left);
  return [...secret.matchAll(/\w+-/g)].map(([piece]) => piece).filter((piece) => record.includes(piece));
}

const jest = (expected: string, received: string): string =>
  `expect(received).toBe(expected)\n\n- Expected  - 1\n+ Received  + 1\n\n- ${expected}\n+ ${received}`;

test.each([
  ['a value of jest that is longer than shown', jest('x', `Bearer ${secret}`)],
  ['both values', jest(`Bearer ${secret}`, `another ${secret}`)],
  ['a labelled value', `Error: not equal\nExpected: ${secret}\nReceived: "y"`],
  [
    'a value of testify',
    `        Error Trace: a.go:1\n        Error: Not equal:\n expected: "${secret}"\n actual  : "x"`,
  ],
  ['a thrown value', `thrown: "${secret}"`],
])('F672 JUnit: %s', (_, text) => {
  const xml = (message: string): string =>
    `<testsuite name="s"><testcase name="n" classname="c"><failure${message}><![CDATA[${text}]]></failure></testcase></testsuite>`;
  for (const message of [
    '',
    ' message="failed"',
    ` message="${text.replaceAll('"', '&quot;').replaceAll('\n', '&#10;')}"`,
  ])
    expect(shownOf(resultsOf(xml(message)))).toEqual([]);
});

test.each([16 * 1024, 64 * 1024])('F672 no half of a secret is left where a text of %d units is cut', (limit) => {
  const formats: readonly ((text: string) => string)[] = [
    (text) => `<testsuite><testcase name="n"><failure>${text}</failure></testcase></testsuite>`,
    (text) => `<testsuite><testcase name="n"><failure>    at frame\n${text}</failure></testcase></testsuite>`,
    (text) => `<testsuite><testcase name="n"><failure message="${text}"/></testcase></testsuite>`,
    (text) => `<testsuite><testcase name="${text}"><failure message="m"/></testcase></testsuite>`,
    (text) => `<testsuite><testcase name="${text}"/></testsuite>`,
    (text) => `1..1\nnot ok 1 - ${text}\n`,
    (text) => `1..1\nok 1 - ${text}\n`,
    (text) => `1..1\nnot ok 1 - n\n  ---\n  message: ${text}\n  ...\n`,
  ];
  for (const [format, write] of formats.entries()) {
    for (const before of [20, 60, 120, 200, 239]) {
      const text = `${'x'.repeat(limit - before)}${secret}`;
      expect([format, before, shownOf(resultsOf(write(text)))]).toEqual([format, before, []]);
      expect([format, before, shownOf(resultsOf(write(`${text}${'y'.repeat(9_000)}`)))]).toEqual([format, before, []]);
    }
  }
});
