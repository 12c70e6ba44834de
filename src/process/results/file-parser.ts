import { createJunitParser, type Siblings } from './junit-parser.ts';
import { createTapParser } from './tap-parser.ts';
import type { ParsedResults, ResultsParser } from './test-results.ts';

/** Reads a file in either format. The first character that is no blank decides which; file names do not. */
export function createFileParser(siblings?: Siblings): ResultsParser {
  let parser: ResultsParser | undefined;
  let blank = '';
  return {
    write: (text) => {
      if (parser !== undefined) {
        parser.write(text);
        return;
      }
      const start = text.search(/[^\s\ufeff]/);
      // Blanks at the start of the first line are the indentation of TAP.
      if (start < 0) blank = lastLine(blank + text).slice(-longestIndent);
      else {
        parser = text[start] === '<' ? createJunitParser(siblings) : createTapParser();
        parser.write(lastLine(blank + text.slice(0, start)) + text.slice(start));
      }
    },
    end: () => parser?.end() ?? empty,
  };
}

const longestIndent = 1_000;

function lastLine(text: string): string {
  return text.slice(text.lastIndexOf('\n') + 1);
}

/** The problem of a file without content. */
export const emptyFile = 'expected JUnit XML or TAP, found an empty file';

const empty: ParsedResults = { type: 'problem', message: emptyFile };
