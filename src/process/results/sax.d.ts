/** The part of `sax` that is used here, with the buffers that its own types leave out. From its source, version 1.6.1. */
declare module 'sax' {
  export interface SAXParser {
    /** 0-based. */
    readonly line: number;
    /** What is collected until its end; see `MAX_BUFFER_LENGTH`, 64 KiB. */
    attribValue: string;
    comment: string;
    doctype: string;
    procInstBody: string;
    sgmlDecl: string;
    onerror: (error: Error) => void;
    onopentag: (tag: { readonly name: string; readonly attributes: Readonly<Record<string, string>> }) => void;
    onclosetag: () => void;
    ontext: (text: string) => void;
    oncdata: (text: string) => void;
    /** Throws if an error was not followed by `resume`. */
    write(text: string): unknown;
    /** Forgets the last error. */
    resume(): unknown;
    close(): unknown;
  }

  const sax: { parser(strict: boolean, options: { readonly strictEntities: boolean }): SAXParser };
  // biome-ignore lint/style/noDefaultExport: the package is CommonJS
  export default sax;
}
