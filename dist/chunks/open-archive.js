import { i as __toESM } from "./rolldown-runtime.js";
import { bt as refused, pa as errorText } from "./mission.js";
import { createWriteStream } from "node:fs";
import { Transform, Writable } from "node:stream";
import zlib from "node:zlib";
import { createHash } from "node:crypto";
import { pipeline } from "node:stream/promises";

// src/run/archive/open-archive.ts
/** Absent in Node.js before 20.15: there, only digests are checked. */
const checksum = zlib.crc32;
/** Limits of an archive, in files and in bytes. The run that made it has lower ones. */
const mostEntries = 1e5;
const mostBytes = 8 * 1024 ** 3;
/** Opens a zip file. Refused if it is none, or if one of its entries is not what a run writes. */
async function openArchive(file) {
	const { openPromise } = await import("./yauzl.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1));
	let zip;
	try {
		zip = await openPromise(file, {
			strictFileNames: true,
			autoClose: false
		});
	} catch (error) {
		return refused(`expected a zip file at ${file}, found ${errorText(error)}`);
	}
	const listed = await listEntries(zip).catch((error) => refused(`it is damaged or hostile: ${errorText(error)}`));
	if ("type" in listed) {
		zip.close();
		return refused(`expected the archive of a run at ${file}, found that ${listed.message}; nothing was unpacked`);
	}
	return {
		type: "opened",
		archive: archiveOf(zip, listed)
	};
}
async function listEntries(zip) {
	const entries = /* @__PURE__ */ new Map();
	let bytes = 0;
	if (zip.entryCount > 1e5) return refused(`it has ${zip.entryCount} entries, more than ${mostEntries}`);
	for await (const entry of zip.eachEntry()) {
		const { fileName } = entry;
		const name = JSON.stringify(fileName);
		const kind = entry.externalFileAttributes >>> 16 & 61440;
		if (kind === 40960) return refused(`${name} in it is a link`);
		if (kind !== 0 && kind !== 32768 && kind !== 16384) return refused(`${name} in it is not a regular file`);
		if (entry.isEncrypted()) return refused(`${name} in it is encrypted`);
		if (/[\0\r\n]/.test(fileName) || fileName.split("/").some((part) => part === ".")) return refused(`${name} in it is not a path`);
		if (fileName.endsWith("/")) continue;
		if (entries.has(fileName)) return refused(`${name} is in it twice`);
		bytes += entry.uncompressedSize;
		if (bytes > mostBytes) return refused(`its files have more than ${mostBytes / 1024 ** 3} GiB`);
		entries.set(fileName, entry);
	}
	return entries;
}
function archiveOf(zip, entries) {
	const copy = async (path, target, seen) => {
		const entry = entries.get(path);
		if (entry === void 0) throw new Error(`expected ${path} in the archive, found no such file`);
		let sum = 0;
		const check = new Transform({ transform: (chunk, _encoding, done) => {
			sum = checksum?.(chunk, sum) ?? entry.crc32;
			seen(chunk);
			done(void 0, chunk);
		} });
		await pipeline(await zip.openReadStreamPromise(entry), check, target);
		if (sum !== entry.crc32) throw new Error(`${path} is damaged: its checksum differs`);
	};
	return {
		sizes: new Map([...entries].map(([path, { uncompressedSize }]) => [path, uncompressedSize])),
		read: async (path) => {
			const chunks = [];
			await copy(path, new Writable({ write: (_chunk, _encoding, done) => done() }), (chunk) => chunks.push(chunk));
			return Buffer.concat(chunks);
		},
		extract: async (path, target, mode) => {
			const hash = createHash("sha256");
			await copy(path, createWriteStream(target, {
				flags: "wx",
				mode
			}), (chunk) => hash.update(chunk));
			return hash.digest("hex");
		},
		close: () => zip.close()
	};
}

export { openArchive as t };