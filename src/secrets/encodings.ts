/** A way to write a whole text so that its single characters cannot be recognized. */
export interface Encoding {
  readonly name: string;
  /** Programs that write like this. */
  readonly writers: string;
  encode(text: string): readonly (string | Uint8Array)[];
}

/** Shorter pieces of an encoded text occur in too many words. */
const shortestPiece = 8;

export const encodings: readonly Encoding[] = [
  {
    name: 'base64',
    writers: 'base64, jq @base64, HTTP basic authentication, Kubernetes; also of JSON, and with a line end',
    encode: (text) => {
      const json = JSON.stringify(text).slice(1, -1);
      const inJson = [
        json,
        ...[/\u007f/g, /[\u0080-\uffff]/g, /[\u007f-\uffff]/g].map((some) => json.replace(some, numbered)),
      ];
      return [...new Set([text, `${text}\n`, ...inJson])].flatMap((each) => base64(Buffer.from(each)));
    },
  },
  {
    name: 'base64 of UTF-16',
    writers: 'PowerShell -EncodedCommand',
    encode: (text) => base64(Buffer.from(text, 'utf16le')),
  },
  {
    name: 'hexadecimal',
    writers: 'xxd -p, openssl, python bytes.hex, Buffer.toString; with blanks, colons or commas in debuggers',
    encode: (text) => {
      const bytes = [...Buffer.from(text)].map((byte) => byte.toString(16).padStart(2, '0'));
      const plain = bytes.join('');
      const separated = [' ', ':', '-', ', 0x', ',0x'].map((between) => bytes.join(between));
      const forms = [plain, ...pieces(plain, 60), ...separated];
      return forms.flatMap((form) => [form, form.replace(/[a-f]/g, (digit) => digit.toUpperCase())]);
    },
  },
  {
    name: 'UTF-16 and Latin-1',
    writers: 'Windows PowerShell and cmd, old programs',
    encode: (text) => [
      Buffer.from(text, 'utf16le'),
      Buffer.from(text, 'utf16le').swap16(),
      ...(/^[\0-\xff]*[\x80-\xff][\0-\xff]*$/.test(text) ? [Buffer.from(text, 'latin1')] : []),
    ],
  },
];

/** As JSON writes a UTF-16 unit in ASCII. */
function numbered(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/**
 * Base64 alone, broken into lines of 64 or 76 characters as the usual programs do, and the part that is the same
 * at every position inside of a longer text, such as `user:password`: three bytes become four characters, so there
 * are three such parts, one for each place in a group of three.
 */
function base64(bytes: Buffer): readonly string[] {
  const alone = bytes.toString('base64');
  const forms = [alone, alone.replace(/=+$/, ''), ...pieces(alone, 64), ...pieces(alone, 76)];
  for (const before of [0, 1, 2]) {
    const shifted = Buffer.concat([Buffer.alloc(before), bytes]);
    forms.push(shifted.toString('base64').slice(Math.ceil((before * 8) / 6), Math.floor((shifted.length * 8) / 6)));
  }
  return forms.flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')]);
}

/** The lines of a text that programs break into lines of this many characters; none if it is one line. */
function pieces(text: string, width: number): readonly string[] {
  if (text.length <= width) return [];
  return (text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).filter(({ length }) => length >= shortestPiece);
}
