const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_mission = require("./mission.js");
let node_fs = require("node:fs");
let node_stream = require("node:stream");
let node_zlib = require("node:zlib");
let node_crypto = require("node:crypto");
let node_stream_promises = require("node:stream/promises");

// src/run/archive/open-archive.ts
const checksum = node_zlib.crc32;
const mostEntries = 1e5;
const mostBytes = 8 * 1024 ** 3;
async function openArchive(file) {
	const { openPromise } = await Promise.resolve().then(() => /* @__PURE__ */ require_rolldown_runtime.__toESM(require("./yauzl.js").default, 1));
	let zip;
	try {
		zip = await openPromise(file, {
			strictFileNames: true,
			autoClose: false
		});
	} catch (error) {
		return require_mission.refused(`expected a zip file at ${file}, found ${require_mission.errorText$1(error)}`);
	}
	const listed = await listEntries(zip).catch((error) => require_mission.refused(`it is damaged or hostile: ${require_mission.errorText$1(error)}`));
	if ("type" in listed) {
		zip.close();
		return require_mission.refused(`expected the archive of a run at ${file}, found that ${listed.message}; nothing was unpacked`);
	}
	return {
		type: "opened",
		archive: archiveOf(zip, listed)
	};
}
async function listEntries(zip) {
	const entries = /* @__PURE__ */ new Map();
	let bytes = 0;
	if (zip.entryCount > 1e5) return require_mission.refused(`it has ${zip.entryCount} entries, more than ${mostEntries}`);
	for await (const entry of zip.eachEntry()) {
		const { fileName } = entry;
		const name = JSON.stringify(fileName);
		const kind = entry.externalFileAttributes >>> 16 & 61440;
		if (kind === 40960) return require_mission.refused(`${name} in it is a link`);
		if (kind !== 0 && kind !== 32768 && kind !== 16384) return require_mission.refused(`${name} in it is not a regular file`);
		if (entry.isEncrypted()) return require_mission.refused(`${name} in it is encrypted`);
		if (/[\0\r\n]/.test(fileName) || fileName.split("/").some((part) => part === ".")) return require_mission.refused(`${name} in it is not a path`);
		if (fileName.endsWith("/")) continue;
		if (entries.has(fileName)) return require_mission.refused(`${name} is in it twice`);
		bytes += entry.uncompressedSize;
		if (bytes > mostBytes) return require_mission.refused(`its files have more than ${mostBytes / 1024 ** 3} GiB`);
		entries.set(fileName, entry);
	}
	return entries;
}
function archiveOf(zip, entries) {
	const copy = async (path, target, seen) => {
		const entry = entries.get(path);
		if (entry === void 0) throw new Error(`expected ${path} in the archive, found no such file`);
		let sum = 0;
		const check = new node_stream.Transform({ transform: (chunk, _encoding, done) => {
			sum = checksum?.(chunk, sum) ?? entry.crc32;
			seen(chunk);
			done(void 0, chunk);
		} });
		await (0, node_stream_promises.pipeline)(await zip.openReadStreamPromise(entry), check, target);
		if (sum !== entry.crc32) throw new Error(`${path} is damaged: its checksum differs`);
	};
	return {
		sizes: new Map([...entries].map(([path, { uncompressedSize }]) => [path, uncompressedSize])),
		read: async (path) => {
			const chunks = [];
			await copy(path, new node_stream.Writable({ write: (_chunk, _encoding, done) => done() }), (chunk) => chunks.push(chunk));
			return Buffer.concat(chunks);
		},
		extract: async (path, target, mode) => {
			const hash = (0, node_crypto.createHash)("sha256");
			await copy(path, (0, node_fs.createWriteStream)(target, {
				flags: "wx",
				mode
			}), (chunk) => hash.update(chunk));
			return hash.digest("hex");
		},
		close: () => zip.close()
	};
}

Object.defineProperty(exports, "openArchive", {
  enumerable: true,
  get: function () {
    return openArchive;
  }
});