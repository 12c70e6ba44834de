/** Cuts bytes that arrive in pieces into lines, keeping no more than the start of each. */
export interface LineSplitter {
  /** @returns the lines that were completed, without their line feeds. */
  push(bytes: Buffer): readonly Buffer[];
  /** The line that has not ended yet. */
  unfinished(): Buffer;
}

/** @param longest bytes of a line that are kept; what follows is skipped up to its end */
export function createLineSplitter(longest: number): LineSplitter {
  let line: Buffer = Buffer.alloc(0);
  const append = (bytes: Buffer) => {
    const room = longest - line.length;
    // Copied, so that a short line does not hold on to the whole piece it came in.
    if (room > 0 && bytes.length > 0) line = Buffer.concat([line, bytes.subarray(0, room)]);
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
