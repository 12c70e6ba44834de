import { spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readText, root } from './markdown.ts';

/** The files that configure GitHub and git, which ignore mistakes in them silently. */

interface IssueForm {
  readonly name: string;
  readonly description: string;
  readonly body: readonly { readonly type: string; readonly id?: string; readonly attributes: object }[];
}

interface Dependabot {
  readonly updates: readonly {
    readonly 'package-ecosystem': string;
    readonly cooldown?: { readonly 'default-days'?: number };
    readonly groups: Readonly<Record<string, { readonly 'exclude-patterns'?: readonly string[] }>>;
  }[];
}

const forms = globSync('.github/ISSUE_TEMPLATE/*.yml', { cwd: root }).filter((path) => !path.endsWith('config.yml'));

describe.each(forms)('%s', (path) => {
  const form: IssueForm = parse(readText(path));

  test('has a name, a description, and fields with unique ids that GitHub accepts', () => {
    expect(form.name.length).toBeGreaterThan(2);
    expect(form.description.length).toBeGreaterThan(10);
    const ids = form.body.flatMap(({ id }) => id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[\w-]+$/.test(id))).toEqual([]);
    for (const { type, id, attributes } of form.body) {
      expect(['markdown', 'textarea', 'input', 'dropdown', 'checkboxes']).toContain(type);
      expect(type === 'markdown' || id !== undefined).toBe(true);
      expect(Object.keys(attributes)).toContain(type === 'markdown' ? 'value' : 'label');
    }
  });
});

test('the issue forms are found', () => {
  expect(forms.length).toBeGreaterThanOrEqual(2);
});

test('Dependabot proposes a new version a week after its release at the earliest', () => {
  const { updates }: Dependabot = parse(readText('.github/dependabot.yml'));
  expect(updates.map((update) => update['package-ecosystem'])).toEqual(['npm', 'npm', 'github-actions', 'pip']);
  for (const { cooldown } of updates) expect(cooldown?.['default-days']).toBeGreaterThanOrEqual(7);
});

test('CODEOWNERS names paths that exist', () => {
  const lines = readText('.github/CODEOWNERS')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  expect(lines[0]).toMatch(/^\* +@\S+$/);
  const paths = lines.slice(1).map((line) => line.split(/ +/)[0] ?? '');
  expect(paths.length).toBeGreaterThan(2);
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

describe('.gitattributes', () => {
  /** By path, the value of each attribute, such as `set`, `unset` or `lf`. */
  function attributesOf(paths: readonly string[]): Readonly<Record<string, Readonly<Record<string, string>>>> {
    const { stdout } = spawnSync('git', ['check-attr', 'text', 'eol', 'diff', 'linguist-generated', '--', ...paths], {
      cwd: root,
      encoding: 'utf8',
    });
    const found: Record<string, Record<string, string>> = {};
    for (const line of stdout.split('\n').filter((each) => each !== '')) {
      const [path = '', attribute = '', value = ''] = line.split(': ');
      found[path] = { ...found[path], [attribute]: value };
    }
    return found;
  }

  test('text files have LF, and files that are compared byte for byte are never converted', () => {
    const golden = globSync('test/**/{golden,fixtures}/**/*.*', { cwd: root }).map((path) =>
      path.replaceAll('\\', '/'),
    );
    expect(golden.length).toBeGreaterThan(200);
    const found = attributesOf([...golden, 'src/cli.ts', 'dist/cli.js', 'docs/pictures/report-dark.png']);
    expect(golden.filter((path) => found[path]?.text !== 'unset')).toEqual([]);
    expect(found['src/cli.ts']).toMatchObject({ text: 'auto', eol: 'lf' });
    expect(found['dist/cli.js']).toMatchObject({ text: 'unset', diff: 'unset', 'linguist-generated': 'set' });
    expect(found['docs/pictures/report-dark.png']).toMatchObject({ text: 'unset' });
  });
});
