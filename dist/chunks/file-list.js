const require_documents = require("./documents.js");
let node_fs = require("node:fs");
let node_path = require("node:path");
let node_crypto = require("node:crypto");

// src/run/archive/file-list.ts
const FILE_LIST = "files.json";
async function writeFileList(dir, files) {
	const listed = {};
	for (const file of files) {
		const hash = (0, node_crypto.createHash)("sha256");
		for await (const chunk of (0, node_fs.createReadStream)(file)) hash.update(chunk);
		listed[(0, node_path.relative)(dir, file).split(node_path.sep).join("/")] = {
			sha256: hash.digest("hex"),
			mode: (0, node_fs.lstatSync)(file).mode & 511
		};
	}
	require_documents.writeFileAtomically(`${dir}${node_path.sep}${FILE_LIST}`, `${JSON.stringify({
		version: 1,
		files: listed
	}, null, 2)}\n`);
}
function parseFileList(text) {
	try {
		const value = JSON.parse(text);
		const files = isObject(value) && value.version === 1 && isObject(value.files) ? value.files : {};
		return new Map(Object.entries(files).flatMap(([path, file]) => isObject(file) && typeof file.sha256 === "string" && typeof file.mode === "number" ? [[path, {
			sha256: file.sha256,
			mode: file.mode & 511
		}]] : []));
	} catch {
		return /* @__PURE__ */ new Map();
	}
}
function isObject(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

Object.defineProperty(exports, "FILE_LIST", {
  enumerable: true,
  get: function () {
    return FILE_LIST;
  }
});
Object.defineProperty(exports, "parseFileList", {
  enumerable: true,
  get: function () {
    return parseFileList;
  }
});
Object.defineProperty(exports, "writeFileList", {
  enumerable: true,
  get: function () {
    return writeFileList;
  }
});