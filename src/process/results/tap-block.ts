import type { Point } from './tap-level.ts';

/** UTF-16 units of a YAML block that are kept; the rest is skipped while reading. */
const longestBlock = 16 * 1024;

/** vitest writes values of several lines in quotes, without indentation: they may look like lines of TAP. */
const opensQuote = /^ *[\w-]+: *"(?:[^"\\]|\\.)*$/;
const closesQuote = /(?:^|[^\\])(?:\\\\)*"\s*$/;

/** Reads the YAML blocks below test points. */
export interface TapBlock {
  /** Begins a block with this indentation. */
  open(indentation: string): void;
  /** Adds a line of the open block to the point. False if no block is open, or if the line does not belong to it. */
  take(line: string, point: Point | undefined): boolean;
  /** Ends a block that is still open. */
  end(): void;
}

/** @param suspect notes what is wrong with the protocol */
export function createTapBlock(suspect: (fault: string) => void): TapBlock {
  /** Indentation of the block that is open, and whether it is inside of a text in quotes. */
  let yaml: string | undefined;
  let isQuoted = false;
  /** The block holds what looks like a failed test. That is a quotation, if the block ends as it should. */
  let quotesFailure = false;

  function end(): void {
    if (yaml !== undefined && quotesFailure) suspect('a block of diagnostics with a failed test in it does not end');
    yaml = undefined;
  }

  return {
    open: (indentation) => {
      yaml = indentation;
      quotesFailure = false;
    },
    end,
    take: (line, point) => {
      if (yaml === undefined) return false;
      if (isQuoted) isQuoted = !closesQuote.test(line);
      else if (line.trimEnd() === `${yaml}...`) {
        yaml = undefined;
        return true;
      } else if (!line.startsWith(yaml) && line.trim() !== '') {
        // The block does not end, and the line is a line of TAP.
        end();
        return false;
      } else isQuoted = opensQuote.test(line);
      if (/^\s*not ok\b/.test(line)) quotesFailure = true;
      if (point !== undefined && point.block.length + line.length < longestBlock) {
        point.block += `${line.slice(yaml.length)}\n`;
      }
      return true;
    },
  };
}
