/** Cuts bytes that arrive in pieces into lines, and keeps only the start of a long line. */
export interface LineSplitter {
  /** @returns the lines that are complete now, without their line feeds. */
  push(bytes: Buffer): readonly Buffer[];
  /** The line that has no line feed yet. */
  unfinished(): Buffer;
}

/** @param longest bytes of a line that are kept; the rest of the line is skipped */
export function createLineSplitter(longest: number): LineSplitter {
  let line: Buffer = Buffer.alloc(0);
  const append = (bytes: Buffer) => {
    const free = longest - line.length;
    // Copied, so that a short line does not keep its whole piece in memory.
    if (free > 0 && bytes.length > 0) line = Buffer.concat([line, bytes.subarray(0, free)]);
  };
  return {
    push: (bytes) => {
      const lines: Buffer[] = [];
      let start = 0;
      for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, start)) {
        append(bytes.subarray(start, end));
        lines.push(line);
        line = Buffer.alloc(0);
        start = end + 1;
      }
      append(bytes.subarray(start));
      return lines;
    },
    unfinished: () => line,
  };
}
