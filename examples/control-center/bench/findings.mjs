import { appendFileSync } from 'node:fs';

/** What a test found: kept as Markdown for the mission's report, with every failure and not just the first. */
export function createFindings(title) {
  const lines = [];
  const failures = [];
  const tell = (...texts) => {
    lines.push(...texts, '');
    console.log(texts.join('\n'));
  };
  const findings = {
    heading: (text) => tell(`### ${text}`),
    say: (text) => tell(text),
    table(columns, rows) {
      const line = (cells) => `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
      tell(line(columns), line(columns.map(() => '---')), ...rows.map(line));
    },
    /** Waits for fixes that are about to land; a failure for each that does not. */
    async expectApplied(bench, names) {
      for (const fix of await bench.ledger.missing(names))
        failures.push(`${fix}: this fix is not in the scratch copy.`);
    },
    fail: (text) => failures.push(text),
    /** `{ ok: true, result }`, or `{ ok: false, reason }` with the failure kept. */
    async verify(what, work) {
      try {
        return { ok: true, result: await work() };
      } catch (error) {
        failures.push(`${what}: ${error.message}`);
        return { ok: false, reason: error.message };
      }
    },
    /** For tests that need this one: name=value. */
    output(name, value) {
      if (process.env.MISSION_OUTPUT !== undefined) appendFileSync(process.env.MISSION_OUTPUT, `${name}=${value}\n`);
    },
    /** Writes the section of the report and gives the exit code. */
    close() {
      const verdict =
        failures.length === 0
          ? [`${title}: everything holds.`]
          : [`${title}: ${failures.length} failed.`, '', ...failures.map((failure) => `- ${failure}`)];
      console.log(`${verdict.join('\n')}`);
      const text = [...verdict, '', ...lines].join('\n');
      if (process.env.MISSION_REPORT !== undefined) appendFileSync(process.env.MISSION_REPORT, `${text}\n`);
      return failures.length === 0 ? 0 : 1;
    },
  };
  return findings;
}
