import { describe, expect, it } from 'vitest';
import { folderName } from '../../src/base/folder-name.ts';

describe('folderName', () => {
  it.each(['build', 'L3.2.4.1', 'unit-tests_2', '7.e2e'])('leaves %s as it is', (id) => {
    expect(folderName(id)).toBe(id);
  });

  it.each([
    ['own (linux, 1.2)', /^own-linux-1\.2-[a-z0-9]{5,13}$/],
    ['build@chrome+24', /^build-40chrome-2b24-[a-z0-9]{5,13}$/],
    ['-x', /^x-[a-z0-9]{5,13}$/],
    ['~', /^[a-z0-9]+-[a-z0-9]{5,13}$/],
    ['a,b', /^a-b-[a-z0-9]{5,13}$/],
    ['con', /^63on-[a-z0-9]{5,13}$/],
    ['Groß & Klein (ä+b, 50 %)', /^[A-Za-z0-9][A-Za-z0-9._-]*-[a-z0-9]{5,13}$/],
  ])('makes of %s a name that is the same in a URL', (id, expected) => {
    const name = folderName(id);
    expect(name).toMatch(expected);
    expect(decodeURIComponent(name)).toBe(name);
    expect(encodeURIComponent(name)).toBe(name);
  });

  it('is another one for each id, on file systems that ignore case too', () => {
    const ids = [
      'a (x, y)',
      'a (x y)',
      'a (x+y)',
      'a@x+y',
      'a-x-y',
      'A (x, y)',
      'a (x,y)',
      `${'b'.repeat(200)} (1)`,
      `${'b'.repeat(200)} (2)`,
    ];
    expect(new Set(ids.map((id) => folderName(id).toLowerCase())).size).toBe(ids.length);
  });
});
