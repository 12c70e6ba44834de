import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { convert } from '../../../src/convert/assemble/convert.ts';

/** Control, direction and invisible characters, and those that end a line for some readers of YAML. */
const HIDDEN = ['\u001b[2J', '\u009b2J', '\u0085', '\u202e', '\u2028', '\u2029', '\u200b', '\ufeff', '\u{e0041}'];
const SHOWN = /[\p{Cc}\p{Cf}\u2028\u2029]/u;

function converted(path: string, text: string): string {
  const result = convert([{ path, text }]);
  if (result.type !== 'converted') throw new Error(`expected a mission, found ${JSON.stringify(result)}`);
  return result.text;
}

describe.each(HIDDEN)('F665 the hidden characters %j', (hidden) => {
  test('of a workflow are escaped in each value, and left out of comments', () => {
    const workflow = {
      name: `n${hidden}m`,
      env: { SHARED: `s${hidden}` },
      jobs: {
        build: {
          name: `job${hidden}`,
          'runs-on': `ubuntu${hidden}`,
          env: { OWN: `o${hidden}` },
          steps: [
            { name: `step${hidden}`, run: `make${hidden}\nmake ${hidden}all\n` },
            { uses: `owner/action${hidden}@v1` },
            { run: `echo ${hidden}` },
          ],
        },
      },
    };
    const text = converted(`ci${hidden}.yml`, JSON.stringify(workflow));
    expect(text.split('\n').find((line) => SHOWN.test(line))).toBeUndefined();
    const read: unknown = parse(text);
    expect(read).toMatchObject({ name: `n${hidden}m`, env: { SHARED: `s${hidden}` } });
    expect(JSON.stringify(read)).toContain(JSON.stringify(`make${hidden}\nmake ${hidden}all\n`));
  });

  test('of scripts are escaped, so that the command is that of the source', () => {
    const scripts = { [`build${hidden}x`]: 'tsc', test: `jest ${hidden}`, [`lint\n${hidden}`]: 'eslint .' };
    const text = converted('package.json', JSON.stringify({ name: `p${hidden}`, scripts }));
    expect(text.split('\n').find((line) => SHOWN.test(line))).toBeUndefined();
    expect(JSON.stringify(parse(text))).toContain(JSON.stringify(`npm run 'build${hidden}x'`).slice(1, -1));
  });
});

test('an emoji that is joined from several characters stays readable', () => {
  expect(converted('package.json', '{"name": "👩‍💻 tools", "scripts": {"test": "jest"}}')).toContain(
    'name: 👩‍💻 tools\n',
  );
});
