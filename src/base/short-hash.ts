/** Distinguishes texts by up to 13 letters and digits: FNV-1a over UTF-16 code units, 64 bits. Not for secrets. */
export function shortHash(text: string): string {
  let value = 0xcbf29ce484222325n;
  for (let index = 0; index < text.length; index++) {
    value = BigInt.asUintN(64, (value ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n);
  }
  return value.toString(36);
}
