import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of an archive as a test wants it, however wrong. */
export interface ZipEntry {
  readonly name: string;
  readonly content?: string;
  /** Type and permission bits as in stat(2); a regular file if absent. */
  readonly mode?: number;
  /** The content is compressed. */
  readonly deflated?: boolean;
  /** Size of the content that the archive declares; absent: the true one. */
  readonly declared?: number;
  /** 1: encrypted. */
  readonly flags?: number;
  /** Checksum that the archive declares; absent: the true one. */
  readonly sum?: number;
}

/** A zip file with these entries. */
export function makeZip(entries: readonly ZipEntry[], encoding: BufferEncoding = 'utf8'): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content = '', mode = 0o100644, declared, flags = 0, sum, deflated = false } of entries) {
    const [path, plain] = [Buffer.from(name), Buffer.from(content, encoding)];
    const data = deflated ? deflateRawSync(plain) : plain;
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(flags | 0x800, 2);
    facts.writeUInt16LE(deflated ? 8 : 0, 4);
    facts.writeUInt32LE(sum ?? crc32(plain), 10);
    facts.writeUInt32LE(data.length, 14);
    facts.writeUInt32LE(declared ?? plain.length, 18);
    facts.writeUInt16LE(path.length, 22);
    const file = Buffer.concat([Buffer.from('PK\x03\x04'), facts, path, data]);
    const more = Buffer.alloc(14);
    more.writeUInt32LE((mode << 16) >>> 0, 6);
    more.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x03', 'latin1'), facts, more, path]));
    files.push(file);
    offset += file.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, central, Buffer.from('PK\x05\x06'), end]);
}
