/** Cuts bytes into lines. */
export interface LineCutter {
  push(bytes: Buffer): void;
  /** Shows the line that has no line feed yet. */
  end(): void;
}

/**
 * Shows whole lines only, so that lines of two tasks never mix.
 *
 * @param longest bytes; a line without a line feed that is longer is shown in parts, because it would fill memory
 */
export function createLineCutter(longest: number, show: (lines: readonly string[]) => void): LineCutter {
  let rest: Buffer = Buffer.alloc(0);
  const push = (added: Buffer): void => {
    const data = rest.length === 0 ? added : Buffer.concat([rest, added]);
    const end = data.lastIndexOf(0x0a) + 1;
    const cut = end === 0 && data.length > longest ? data.length : end;
    rest = Buffer.from(data.subarray(cut));
    if (cut > 0) show(data.toString('utf8', 0, cut).replace(/\n$/, '').split('\n'));
  };
  return {
    push,
    end: () => {
      if (rest.length > 0) push(Buffer.from('\n'));
    },
  };
}
