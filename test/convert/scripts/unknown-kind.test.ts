import { expect, it } from 'vitest';
import { convert } from '../../../src/convert/assemble/convert.ts';

it('a file of another kind is refused with the kinds that can be converted, not with what YAML does not accept', () => {
  const result = convert([{ path: 'tox.ini', text: '[tox]\nenvlist = py312,lint\n[testenv]\ncommands = pytest\n' }]);
  if (result.type !== 'unreadable') throw new Error(`expected a refusal, found ${result.type}`);
  expect(result.diagnostics.map(({ message }) => message)).toEqual([
    'expected a workflow, package.json, turbo.json, Taskfile.yml, justfile or Makefile, found a file of another kind',
  ]);
});

it('a workflow is read under any name, because it may come through a pipe', () => {
  const text = 'on: push\njobs:\n  lint: { runs-on: ubuntu-latest, steps: [{ run: make lint }] }\n';
  expect(convert([{ path: '/dev/fd/63', text }]).type).toBe('converted');
});

it('the mistake of a workflow that comes through a pipe is named', () => {
  const result = convert([{ path: '/dev/fd/63', text: 'jobs:\n  lint: {\n' }]);
  if (result.type !== 'unreadable') throw new Error(`expected a refusal, found ${result.type}`);
  expect(result.diagnostics[0]).toMatchObject({ file: '/dev/fd/63', line: 2 });
});
