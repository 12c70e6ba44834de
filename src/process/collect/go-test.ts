import type { LogLine } from '../../schedule/events/log-line.ts';

/** Lines that are kept of each failed test, and tests whose lines are kept until it is known how they end. */
const mostLines = 4;
const mostTests = 100;

/** Finds what a failed test of `go test` printed. */
export interface GoTest {
  /**
   * @param text sanitized
   * @returns the lines of a failed test that are known with this line: those above `--- FAIL:` with `-v`, or this line below it
   */
  take(text: string, line: number): readonly LogLine[];
}

export function createGoTest(): GoTest {
  const written = new Map<string, LogLine[]>();
  let running: string | undefined;
  let failed: { readonly indent: number; left: number } | undefined;

  return {
    take: (text, line) => {
      const indent = text.search(/\S/);
      if (indent < 0) return [];
      const started = /^\s*=== (?:RUN|NAME|CONT)\s+(\S+)/.exec(text);
      if (started !== null) {
        running = started[1];
        failed = undefined;
        return [];
      }
      const [, verdict, name = ''] = /^\s*--- (PASS|SKIP|FAIL): (\S+)/.exec(text) ?? [];
      if (verdict !== undefined) {
        const above = written.get(name) ?? [];
        written.delete(name);
        failed = verdict === 'FAIL' ? { indent, left: mostLines } : undefined;
        return verdict === 'FAIL' ? above : [];
      }
      if (failed !== undefined) {
        if (indent > failed.indent && failed.left-- > 0) return [{ line, text }];
        failed = undefined;
      }
      if (running !== undefined) keep(written, running, { line, text }, indent);
      return [];
    },
  };
}

/** `    a_test.go:4: got x`, and the lines below it that are indented further. */
function keep(written: Map<string, LogLine[]>, name: string, found: LogLine, indent: number): void {
  const lines = written.get(name);
  const isMessage = /^\s+\S+\.go:\d+: /.test(found.text);
  const isContinued = indent >= 8 && lines?.at(-1)?.line === found.line - 1;
  if (!isMessage && !isContinued) return;
  if (lines === undefined) {
    if (written.size < mostTests) written.set(name, [found]);
  } else if (lines.length < mostLines) lines.push(found);
}
