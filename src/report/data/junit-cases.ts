import { sanitizeLine, sanitizeText } from '../../base/sanitize.ts';
import type { TestFailure, TestResults } from '../../schedule/events/test-results.ts';
import { caseName, placeText } from '../analysis/test-results.ts';
import type { RunReport, TaskReport } from '../model/run.ts';
import { durationOf } from '../model/run.ts';
import { xmlText } from '../text/escape.ts';
import { titleOf } from '../words/title-of.ts';

/** Cases that are listed in the whole document; beyond them, a suite has its counts only. */
const mostListed = 10_000;
const longestMessage = 2000;

/** Writes the suites of the test cases that tasks reported, as long as there is space. */
export interface CaseSuites {
  /** The lines of the suite of one task, empty if it reported nothing. */
  suiteOf(task: TaskReport): readonly string[];
}

export function caseSuites(report: RunReport): CaseSuites {
  let left = mostListed;
  return {
    suiteOf: (task) => {
      const results = task.left?.results;
      if (results === undefined) return [];
      const failures = results.failures.slice(0, left);
      const cases = (results.cases ?? []).slice(0, left - failures.length);
      left -= failures.length + cases.length;
      const listed = failures.length + cases.length;
      const classname = `${report.mission.name}.${task.task.id}`;
      return [
        `    <testsuite${xmlAttributes(suiteFacts(report, task, results))}>`,
        ...(listed === results.tests ? [] : partly(listed, results.tests)),
        ...failures.flatMap((failure) => failedCase(failure, classname)),
        ...cases.map(({ name, time, skipped }) => {
          const facts = xmlAttributes({ name: caseName(name), classname, ...timeFact(time) });
          return `      <testcase${facts}${skipped === true ? '><skipped/></testcase>' : '/>'}`;
        }),
        '    </testsuite>',
      ];
    },
  };
}

function suiteFacts(report: RunReport, task: TaskReport, results: TestResults): Readonly<Record<string, string>> {
  return {
    name: titleOf(task.task),
    tests: String(results.tests),
    failures: String(results.failed),
    errors: '0',
    skipped: String(results.skipped),
    time: seconds(durationOf(report, task) ?? 0),
  };
}

function partly(listed: number, all: number): readonly string[] {
  const property = xmlAttributes({ name: 'listed', value: `${listed} of ${all} test cases` });
  return ['      <properties>', `        <property${property}/>`, '      </properties>'];
}

/** The place is part of the text: the schema has no attribute for it in a case. */
function failedCase(failure: TestFailure, classname: string): readonly string[] {
  const message = sanitizeText(failure.message.slice(0, longestMessage)).trim();
  const [first = ''] = message.split('\n', 1);
  const place = placeText(failure);
  const text = [...(place === '' ? [] : [place]), message].join('\n');
  return [
    `      <testcase${xmlAttributes({ name: caseName(failure.name), classname, ...timeFact(failure.time) })}>`,
    `        <failure${xmlAttributes({ message: first })}>${xmlText(text)}</failure>`,
    '      </testcase>',
  ];
}

function timeFact(milliseconds: number | undefined): { readonly time?: string } {
  return milliseconds === undefined ? {} : { time: seconds(milliseconds) };
}

export function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

export function xmlAttributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${xmlText(sanitizeLine(value))}"`)
    .join('');
}
