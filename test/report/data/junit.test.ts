import sax from 'sax';
import { describe, expect, it } from 'vitest';
import { junit } from '../../../src/report/data/junit.ts';
import type { TestResults } from '../../../src/schedule/events/test-results.ts';
import { resultsOf } from '../../process/results/parse.ts';
import { foldAll } from '../fold-all.ts';
import { JournalBuilder, mission, task } from '../journal-builder.ts';
import { cancelledJournal, failedJournal, hostileJournal, largeJournal } from '../journals.ts';
import { retriedJournal } from '../retried-journal.ts';

/** What `junit-10.xsd` of Jenkins' xUnit plugin allows: children, attributes that are required, and further ones. */
const schema: Readonly<Record<string, readonly [readonly string[], readonly string[], readonly string[]]>> = {
  testsuites: [['testsuite'], [], ['name', 'time', 'tests', 'failures', 'errors']],
  testsuite: [
    ['testsuite', 'properties', 'testcase', 'system-out', 'system-err'],
    ['name', 'tests', 'failures', 'errors'],
    ['group', 'time', 'skipped', 'timestamp', 'hostname', 'id', 'package', 'file', 'log', 'url'],
  ],
  properties: [['property'], [], []],
  property: [[], ['name', 'value'], []],
  testcase: [['skipped', 'error', 'failure', 'system-out', 'system-err'], ['name'], ['time', 'classname', 'group']],
  failure: [[], [], ['type', 'message']],
  error: [[], [], ['type', 'message']],
  skipped: [[], [], ['type', 'message']],
  'system-out': [[], [], []],
};

const none = [[], [], []] as const;

/** Sentences about what the schema does not allow. */
function violations(xml: string): readonly string[] {
  const found: string[] = [];
  const open: string[] = [];
  const parser = sax.parser(true, { strictEntities: true });
  parser.onerror = (error) => found.push(error.message);
  parser.onopentag = ({ name, attributes }) => {
    const [, required, optional] = schema[name] ?? none;
    const parent = open.at(-1);
    if (parent === undefined ? name !== 'testsuites' : schema[parent]?.[0].includes(name) !== true)
      found.push(`<${name}> in <${parent}>`);
    for (const key of required) if (!(key in attributes)) found.push(`<${name}> without ${key}`);
    for (const key of Object.keys(attributes))
      if (!required.includes(key) && !optional.includes(key)) found.push(`<${name} ${key}>`);
    const { time } = attributes;
    if (time !== undefined && !/^\d+\.\d{3}$/.test(String(time))) found.push(`time ${time}`);
    open.push(name);
  };
  parser.onclosetag = () => {
    open.pop();
  };
  parser.write(xml);
  parser.close();
  return found;
}

function runWith(results: TestResults, tasks = 1) {
  const ids = Array.from({ length: tasks }, (_, index) => `t${index}`);
  const builder = new JournalBuilder(mission(ids.map((id) => task(id, { results: 'r.xml' }))));
  for (const id of ids) {
    builder.at(0).launch(id).at(2000).exit(id, 0, { exitCode: 1 }, { logTail: '', logBytes: 0, results });
    builder.end(id, 'failed', 'it exited with code 1', 0);
  }
  return foldAll(builder.finish('failed'));
}

describe('junit.xml', () => {
  it.each([
    ['cancelled', cancelledJournal()],
    ['failed', failedJournal()],
    ['retried', retriedJournal()],
    ['hostile', hostileJournal()],
    ['large', largeJournal(50)],
  ])('of a %s run is valid against the schema', (_, events) => {
    expect(violations(junit(foldAll(events)))).toEqual([]);
  });

  it('has a suite of its own for the test cases of each task', () => {
    const xml = junit(foldAll(retriedJournal()));
    expect(xml).toContain(
      `    <testsuite name="L3.1 (chrome, 24) API Tester (chrome, 24)" tests="212" failures="3" errors="0" skipped="1" time="16.800">
      <properties>
        <property name="listed" value="4 of 212 test cases"/>
      </properties>
      <testcase name="users › rejects a missing key" classname="Example.L3.1 (chrome, 24)" time="0.120">
        <failure message="expected 403, got 200">api/users.test.ts:31
expected 403, got 200</failure>
      </testcase>
      <testcase name="users › rejects a wrong key" classname="Example.L3.1 (chrome, 24)">
        <failure message=""></failure>
      </testcase>
      <testcase name="users › lists users" classname="Example.L3.1 (chrome, 24)" time="0.013"/>
      <testcase name="users › exports users" classname="Example.L3.1 (chrome, 24)"><skipped/></testcase>
    </testsuite>
`,
    );
  });

  it('stays small for ten thousand cases of each of fifty tasks, and says how many are listed', () => {
    const cases = Array.from(
      { length: 10_000 },
      (_, index) => `<testcase name="${'n'.repeat(100)} ${index}" classname="c" time="0.5"/>`,
    );
    const results = resultsOf(`<testsuite name="s">${cases.join('')}</testsuite>`);
    const xml = junit(runWith(results, 50));
    expect(violations(xml)).toEqual([]);
    expect(xml.length).toBeLessThan(3_000_000);
    expect(JSON.stringify(results).length).toBeLessThan(30_000);
    expect(xml).toMatch(/<property name="listed" value="\d+ of 10000 test cases"\/>/);
  });
});
