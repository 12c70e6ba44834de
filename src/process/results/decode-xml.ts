/** Text of an XML file: UTF-8 unless a byte order mark or its declaration says otherwise. Invalid bytes become U+FFFD. */
export function decodeXml(bytes: Uint8Array): string {
  return (decoderFor(bytes) ?? new TextDecoder()).decode(bytes);
}

function decoderFor(bytes: Uint8Array): InstanceType<typeof TextDecoder> | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be');
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const declared = /^(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(start)?.[1];
  // A file of that encoding could not be read so far if this were true.
  if (declared === undefined || /^utf-?16/i.test(declared)) return undefined;
  try {
    return new TextDecoder(declared);
  } catch {
    return undefined;
  }
}
