import { describe, expect, test } from 'vitest';
import { secretForms } from '../../src/secrets/forms.ts';
import { createRedactor, type Redactor } from '../../src/secrets/redact.ts';
import { fc } from '../suite/fast-check.ts';

function redactorFor(...values: readonly string[]): Redactor {
  const { redactor, problems } = createRedactor(values.map((value, index) => ({ name: `SECRET_${index}`, value })));
  expect(problems).toEqual([]);
  return redactor;
}

/** The same bytes through the stream, cut at these places. */
function inPieces(redactor: Redactor, bytes: Buffer, cuts: readonly number[]): Buffer {
  const stream = redactor.stream();
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((one, other) => one - other);
  const parts = [0, ...places].map((start, index) => stream.push(bytes.subarray(start, places[index] ?? bytes.length)));
  return Buffer.concat([...parts, stream.end()]);
}

describe('F26 what is redacted', () => {
  test('every occurrence, and nothing else', () => {
    const redactor = redactorFor('hunter2secret');
    expect(redactor.redactText('a hunter2secret b hunter2secrethunter2secret c hunter2secre')).toBe(
      'a *** b ****** c hunter2secre',
    );
    expect(redactor.redactText('nothing here')).toBe('nothing here');
    expect(redactor.redactText('')).toBe('');
  });

  test('a possible beginning of a secret at the end of a text that was cut', () => {
    const redactor = redactorFor('hunter2secret', 'second-one');
    expect(redactor.redactText('a hunter2secret b hunter2secre…')).toBe('a *** b ***…');
    expect(redactor.redactText('seco…')).toBe('***…');
    expect(redactor.redactText('hunter2secret…')).toBe('***…');
    expect(redactor.redactText('nothing hunt in it…')).toBe('nothing hunt in it…');
    expect(redactor.redactText('running tests…')).toBe('running tests…');
    expect(redactor.redactText('sec…')).toBe('sec…');
  });

  test('F672 a possible beginning of a secret before each mark of a text that was cut', () => {
    const redactor = redactorFor('hunter2secret', 'an…other-one');
    expect(redactor.redactText('expected hunter2…, received second… (it failed)')).toBe(
      'expected ***…, received second… (it failed)',
    );
    expect(redactor.redactText('an…other-one and hunter2secret, an… hunter2s… hunter2s')).toBe(
      '*** and ***, an… ***… hunter2s',
    );
  });

  test('a secret split over two writes', () => {
    const bytes = Buffer.from('before hunter2secret after');
    const redactor = redactorFor('hunter2secret');
    for (let cut = 0; cut <= bytes.length; cut++) {
      expect(inPieces(redactor, bytes, [cut]).toString()).toBe('before *** after');
    }
    const single = redactor.stream();
    const parts = [...bytes].map((byte) => single.push(Buffer.of(byte)));
    expect(Buffer.concat([...parts, single.end()]).toString()).toBe('before *** after');
    expect(single.redacted()).toBe(true);
  });

  test('F120 only a possible beginning of a secret is held back', () => {
    const stream = redactorFor('hunter2secret', 'correct horse').stream();
    expect(stream.push(Buffer.from('10 % done,\n')).toString()).toBe('10 % done,\n');
    expect(stream.push(Buffer.from(', hunter2')).toString()).toBe(', ');
    expect(stream.push(Buffer.from('% left')).toString()).toBe('hunter2% left');
    expect(stream.push(Buffer.from("'correct\\")).toString()).toBe("'");
    expect(stream.push(Buffer.from(" hors'")).toString()).toBe('');
    expect(stream.push(Buffer.from("'e'.")).toString()).toBe("***'.");
    expect(stream.end().toString()).toBe('');
  });

  test('a multi-line secret, whole and line by line, with any line ends and indentation', () => {
    const redactor = redactorFor('-----BEGIN KEY-----\nMIIEvQIBADAN\nab\nBgkqhkiG9w0B\n-----END KEY-----\n');
    expect(
      redactor.redactText('key: -----BEGIN KEY-----\nMIIEvQIBADAN\nab\nBgkqhkiG9w0B\n-----END KEY-----\nend'),
    ).toBe('key: ***end');
    expect(redactor.redactText('  MIIEvQIBADAN\r\n  ab\r\n  BgkqhkiG9w0B\r\n')).toBe('  ***\r\n  ab\r\n  ***\r\n');
  });

  test.each([
    ['base64', 'cGEkcyB3w7ZyZC8iMSI='],
    ['base64 without padding', 'cGEkcyB3w7ZyZC8iMSI'],
    ['base64 of the value and a line break', Buffer.from('pa$s wörd/"1"\n').toString('base64')],
    ['URL-encoded', 'pa%24s%20w%C3%B6rd%2F%221%22'],
    ['URL-encoded with small letters', 'pa%24s%20w%c3%b6rd%2f%221%22'],
    ['as a form', 'pa%24s+w%C3%B6rd%2F%221%22'],
    ['JSON', 'pa$s wörd/\\"1\\"'],
    ['JSON with slashes escaped', 'pa$s wörd\\/\\"1\\"'],
    ['JSON in ASCII', 'pa$s w\\u00f6rd/\\"1\\"'],
    ['HTML', 'pa$s wörd/&quot;1&quot;'],
  ])('%s', (_, form) => {
    expect(redactorFor('pa$s wörd/"1"').redactText(`<${form}>`)).toBe('<***>');
  });

  test('base64 of a longer text around it, except for the characters that it shares with its neighbours', () => {
    const redactor = redactorFor('correct-horse');
    for (const before of ['', 'u', 'me', 'you', 'user:']) {
      for (const after of ['', '\n', '@h', '@host']) {
        const encoded = Buffer.from(`${before}correct-horse${after}`).toString('base64');
        const redacted = redactor.redactText(encoded);
        expect(redacted).toContain('***');
        const shown = Buffer.from(redacted.split('***').join('AAAA'), 'base64').toString('latin1');
        expect(shown).not.toMatch(/correct|horse|orrec|hors/);
      }
    }
  });

  test('base64 broken into lines', () => {
    const secret = Array.from({ length: 40 }, (_, index) => `part${index}`).join('-');
    for (const width of [64, 76]) {
      const broken = Buffer.from(secret)
        .toString('base64')
        .replace(new RegExp(`.{${width}}`, 'g'), '$&\n');
      expect(redactorFor(secret).redactText(broken)).toMatch(/^(?:\*\*\*\n?)+$/);
    }
  });

  test('base64 for URLs', () => {
    const secret = 'ab?>ab?>ab?>'; // has + and / in plain base64
    const plain = Buffer.from(secret).toString('base64');
    const forUrls = Buffer.from(secret).toString('base64url');
    expect(forUrls).not.toBe(plain);
    expect(redactorFor(secret).redactText(`${plain} ${forUrls}`)).toBe('*** ***');
  });

  test('the longer of two secrets with the same beginning, and both of two that overlap', () => {
    expect(redactorFor('abcd', 'abcdefgh').redactText('abcdefgh abcdef')).toBe('*** ***ef');
    expect(redactorFor('abcdef', 'efghij').redactText('1abcdefghij2')).toBe('1***2');
    expect(redactorFor('abcdefghij', 'cdef').redactText('abcdefghij')).toBe('***');
    expect(redactorFor('aaaa').redactText('aaaaaaaaa')).toBe('***');
  });

  test('bytes that are not text are not changed', () => {
    const around = Buffer.from([0, 255, 254, 0xc3, 10, 13, 0x80, 27]);
    const redactor = redactorFor('hunter2secret');
    const result = inPieces(redactor, Buffer.concat([around, Buffer.from('hunter2secret'), around]), [3, 9]);
    expect(result).toEqual(Buffer.concat([around, Buffer.from('***'), around]));
    expect(redactor.redactText('\ud800 hunter2secret \udc00\ud800')).toBe('\ud800 *** \udc00\ud800');
  });
});

test('F26 values that are too short to be redacted are refused by name', () => {
  const { redactor, problems } = createRedactor([
    { name: 'SHORT', value: 'abc' },
    { name: 'BLANK', value: '      \n' },
    { name: 'EMPTY', value: '' },
    { name: 'LONG', value: 'long enough' },
  ]);
  expect(problems).toHaveLength(3);
  expect(problems[0]).toMatch(/^secret SHORT: expected a value of at least 4 characters/);
  expect(problems.join()).not.toContain('abc');
  expect(redactor.redactText('abc long enough')).toBe('abc ***');
  expect(createRedactor([{ name: 'SHORT', value: 'abc' }]).redactor.active).toBe(false);
});

describe('F26 for random texts, secrets and chunks', () => {
  // Few letters, so that secrets repeat, begin alike and overlap; no asterisk, which the mask itself is made of, and none
  // that is a spelling of another or may stand between two.
  const letters = fc.constantFrom('a', 'b', 'c', '/', '.', 'é', '\n', ' ');
  const secrets = fc
    .array(fc.string({ unit: letters, minLength: 4, maxLength: 12 }), { minLength: 1, maxLength: 4 })
    .map((values) => values.filter((value) => secretForms(value).length > 0))
    .filter((values) => values.length > 0);
  const texts = (values: readonly string[]) =>
    fc
      .array(fc.oneof(fc.string({ unit: letters, maxLength: 8 }), fc.constantFrom(...values)), { maxLength: 12 })
      .map((parts) => parts.join(''));
  const cases = secrets.chain((values) =>
    fc.record({ values: fc.constant(values), text: texts(values), cuts: fc.array(fc.nat(), { maxLength: 20 }) }),
  );

  test('no secret is left, and all other text is unchanged', () => {
    fc.assert(
      fc.property(cases, ({ values, text, cuts }) => {
        const redactor = redactorFor(...values);
        const result = redactor.redactText(text);
        for (const value of values) expect(result).not.toContain(value);
        const bytes = Buffer.from(text);
        expect(result).toBe(redactSlowly(bytes, values.flatMap(plainForms)));
        expect(inPieces(redactor, bytes, cuts).toString()).toBe(result);
      }),
      { numRuns: 500 },
    );
  });

  test('any bytes without a secret are unchanged', () => {
    const redactor = redactorFor('hunter2secret', 'line one\nline two');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.array(fc.nat(), { maxLength: 10 }), (raw, cuts) => {
        const bytes = Buffer.from(raw);
        expect(inPieces(redactor, bytes, cuts)).toEqual(bytes);
      }),
    );
  });
});

/** The value and its lines, for texts whose characters have only one spelling. */
function plainForms(value: string): readonly Buffer[] {
  const lines = value.split('\n').map((line) => line.trim());
  const forms = [value, value.trim(), ...lines].filter((form) => [...form].length >= 4);
  return forms.flatMap((form) => [form, form.replaceAll('\n', '\r\n')]).map((form) => Buffer.from(form));
}

/** The expected result by brute force: marks the bytes of all occurrences, then writes a mask for each run of them. */
function redactSlowly(bytes: Buffer, forms: readonly Buffer[]): string {
  const found: { start: number; end: number }[] = [];
  for (let start = 0; start < bytes.length; start++) {
    for (const form of forms) {
      if (bytes.subarray(start, start + form.length).equals(form)) found.push({ start, end: start + form.length });
    }
  }
  const parts: Buffer[] = [];
  let shown = 0;
  for (const { start, end } of found) {
    if (start >= shown) parts.push(bytes.subarray(shown, start), Buffer.from('***'));
    shown = Math.max(shown, end);
  }
  return Buffer.concat([...parts, bytes.subarray(shown)]).toString();
}
