import { appendFileSync } from 'node:fs';

/** The findings of a test, as Markdown for the mission's report. Contains every failure, not only the first. */
export function createFindings(title) {
  const lines = [];
  const failures = [];
  const append = (...texts) => {
    lines.push(...texts, '');
    console.log(texts.join('\n'));
  };
  const findings = {
    heading: (text) => append(`### ${text}`),
    say: (text) => append(text),
    table(columns, rows) {
      const line = (cells) => `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
      append(line(columns), line(columns.map(() => '---')), ...rows.map(line));
    },
    /** Waits for fixes that are being applied. Adds a failure for each that does not arrive. */
    async expectApplied(bench, names) {
      for (const fix of await bench.ledger.missing(names))
        failures.push(`${fix}: this fix is not in the scratch copy.`);
    },
    fail: (text) => failures.push(text),
    /** Returns `{ ok: true, result }`, or records the failure and returns `{ ok: false, reason }`. */
    async verify(what, work) {
      try {
        return { ok: true, result: await work() };
      } catch (error) {
        failures.push(`${what}: ${error.message}`);
        return { ok: false, reason: error.message };
      }
    },
    /** Sets an output of the task, for tests that need it. */
    output(name, value) {
      if (process.env.MISSION_OUTPUT !== undefined) appendFileSync(process.env.MISSION_OUTPUT, `${name}=${value}\n`);
    },
    /** Writes the section of the report and returns the exit code. */
    close() {
      const verdict =
        failures.length === 0
          ? [`${title}: all checks passed.`]
          : [`${title}: ${failures.length} checks failed.`, '', ...failures.map((failure) => `- ${failure}`)];
      console.log(`${verdict.join('\n')}`);
      const text = [...verdict, '', ...lines].join('\n');
      if (process.env.MISSION_REPORT !== undefined) appendFileSync(process.env.MISSION_REPORT, `${text}\n`);
      return failures.length === 0 ? 0 : 1;
    },
  };
  return findings;
}
