import { expect, test } from 'vitest';
import { correctionPatch } from '../../src/report/analysis/mission-correction.ts';

const main = 'name: M\ninclude: [{ file: ../db.yml, as: db }, part.yml]\ntasks:\n  build: { run: make, load: 10 }\n';
const included = [
  { path: '../db.yml', source: 'tasks:\n  setup:\n    run: make\n' },
  { path: 'part.yml', source: 'tests:\n  check: { run: make, needs: db.setup }\n' },
];
const amendments = [
  { list: 'tasks', id: 'build', key: 'load', value: '40' },
  { file: '../db.yml', list: 'tasks', id: 'setup', key: 'expect', value: '2m' },
] as const;

test('F348: the correction of a mission of several files has a part for each file that changes', () => {
  expect(correctionPatch('ci/mission.yml', main, amendments, included)).toBe(`--- a/ci/mission.yml
+++ b/ci/mission.yml
@@ -1,4 +1,4 @@
 name: M
 include: [{ file: ../db.yml, as: db }, part.yml]
 tasks:
-  build: { run: make, load: 10 }
+  build: { run: make, load: 40 }
--- a/db.yml
+++ b/db.yml
@@ -1,3 +1,4 @@
 tasks:
   setup:
+    expect: 2m
     run: make
`);
});

test('F348: there is none if the journal lacks the text of a file', () => {
  expect(correctionPatch('ci/mission.yml', main, amendments, [{ path: '../db.yml' }, ...included.slice(1)])).toBe('');
});
