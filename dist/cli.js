#!/usr/bin/env node
let node_fs = require("node:fs");
let node_path = require("node:path");
let node_vm = require("node:vm");
let node_os = require("node:os");

// src/terminal/code-folder.ts
function codeFolder(environment, platform) {
	if (environment.NODE_DISABLE_COMPILE_CACHE !== void 0) return void 0;
	const named = environment.NODE_COMPILE_CACHE;
	const caches = named ? (0, node_path.resolve)(named) : cachesOf(environment, platform);
	if (caches === void 0 || !(0, node_path.isAbsolute)(caches)) return void 0;
	const own = (0, node_path.join)(caches, "mission-runner");
	const folder = (0, node_path.join)(own, "code");
	try {
		if ((0, node_fs.existsSync)(folder)) return folder;
		if (!(0, node_fs.existsSync)((0, node_path.dirname)(caches))) return void 0;
		for (const next of [
			caches,
			own,
			folder
		]) if (!(0, node_fs.existsSync)(next)) (0, node_fs.mkdirSync)(next);
	} catch {}
}
function cachesOf(environment, platform, home = node_os.homedir) {
	const { LOCALAPPDATA, XDG_CACHE_HOME } = environment;
	if (platform === "win32" && LOCALAPPDATA) return LOCALAPPDATA;
	if (platform !== "darwin" && platform !== "win32" && XDG_CACHE_HOME && (0, node_path.isAbsolute)(XDG_CACHE_HOME)) return XDG_CACHE_HOME;
	try {
		if (platform === "win32") return (0, node_path.join)(home(), "AppData", "Local");
		return platform === "darwin" ? (0, node_path.join)(home(), "Library", "Caches") : (0, node_path.join)(home(), ".cache");
	} catch {
		return;
	}
}

// src/terminal/kept-code.ts
const KEPT_FOR = 2592e6;
const WRITABLE_BY_OTHERS = 18;
function readKeptCode(path, space, user = process.getuid?.()) {
	try {
		const file = (0, node_fs.openSync)(path, node_fs.constants.O_RDONLY | node_fs.constants.O_NONBLOCK | node_fs.constants.O_NOFOLLOW);
		try {
			const stats = (0, node_fs.fstatSync)(file);
			const { uid, mode, size } = stats;
			if (!stats.isFile()) return void 0;
			if (user !== void 0 && (uid !== user || (mode & WRITABLE_BY_OTHERS) !== 0)) return void 0;
			const code = size <= space.length ? space.subarray(0, size) : Buffer.allocUnsafeSlow(size);
			return (0, node_fs.readSync)(file, code, 0, size, 0) === size ? code : void 0;
		} finally {
			(0, node_fs.closeSync)(file);
		}
	} catch {
		return;
	}
}
function keepCode(folder, name, code, now) {
	const partial = (0, node_path.join)(folder, `${name}.${process.pid}`);
	try {
		removeOld(folder, now);
		writeWhole(partial, code);
		(0, node_fs.renameSync)(partial, (0, node_path.join)(folder, name));
	} catch {
		quietly(() => (0, node_fs.rmSync)(partial, { force: true }));
	}
}
function removeOld(folder, now) {
	for (const other of (0, node_fs.readdirSync)(folder)) {
		const path = (0, node_path.join)(folder, other);
		quietly(() => {
			if (now - (0, node_fs.lstatSync)(path).mtimeMs > KEPT_FOR) (0, node_fs.rmSync)(path, { force: true });
		});
	}
}
function writeWhole(path, code) {
	const file = (0, node_fs.openSync)(path, "wx", 384);
	try {
		(0, node_fs.writeFileSync)(file, code);
		(0, node_fs.fsyncSync)(file);
	} finally {
		(0, node_fs.closeSync)(file);
	}
}
function quietly(act) {
	try {
		act();
	} catch {}
}

// src/terminal/load-program.ts
const PROGRAM = "mission.js";
const CHUNKS = [PROGRAM, "documents.js"];
const DIGEST = "0c98be0d2ed4c994";
const [HEAD, TAIL] = ["(function (exports, require, module, __filename, __dirname) { ", "\n})"];
function loadProgram(args) {
	if (typeof require === "undefined") return;
	const folder = codeFolder(process.env, process.platform);
	if (folder === void 0) return;
	const [command = ""] = args;
	const prefix = `${/^[a-z]+$/.test(command) ? command : "help"}${namesLargeMission(args) ? "-large" : ""}`;
	const suffix = `${DIGEST}-${process.version}-${process.arch}${flagsTag()}`;
	const keep = createKeeper(folder);
	loadChunk(PROGRAM, (chunk) => ({
		path: (0, node_path.join)(folder, `${prefix}-${chunk}-${suffix}`),
		keep
	}));
}
const LARGE_MISSION = 4e3;
function namesLargeMission(args) {
	const file = args.find((each) => /\.ya?ml$/.test(each));
	try {
		return file !== void 0 && ((0, node_fs.statSync)(file, { throwIfNoEntry: false })?.size ?? 0) >= LARGE_MISSION;
	} catch {
		return false;
	}
}
function loadChunk(chunk, keptOf) {
	const file = (0, node_path.join)(__dirname, "chunks", chunk);
	const { path, keep } = keptOf(chunk);
	const { source, space } = readWrapped(file);
	const cachedData = readKeptCode(path, space);
	const script = new node_vm.Script(source, {
		filename: file,
		...cachedData && { cachedData }
	});
	const loaded = new module.constructor(file, module);
	loaded.filename = file;
	require.cache[file] = loaded;
	const wrapped = script.runInThisContext();
	const requireBeside = (id) => {
		if (!id.startsWith(".")) return require(id);
		const beside = (0, node_path.join)((0, node_path.dirname)(file), id);
		if (CHUNKS.includes((0, node_path.basename)(beside)) && require.cache[beside] === void 0) loadChunk((0, node_path.basename)(beside), keptOf);
		return require(beside);
	};
	wrapped(loaded.exports, Object.assign(requireBeside, require), loaded, file, (0, node_path.dirname)(file));
	loaded.loaded = true;
	if (cachedData === void 0 || script.cachedDataRejected === true) keep(script, path);
}
function createKeeper(folder) {
	const scripts = /* @__PURE__ */ new Map();
	return (script, path) => {
		scripts.set(path, script);
		if (scripts.size > 1) return;
		const { cachedDataVersionTag, setFlagsFromString } = v8();
		const tag = cachedDataVersionTag();
		setFlagsFromString("--no-flush-bytecode");
		process.once("exit", (code) => {
			setFlagsFromString("--flush-bytecode");
			if (code > 1 || cachedDataVersionTag() !== tag) return;
			for (const [kept, compiled] of scripts) keepCode(folder, (0, node_path.basename)(kept), compiled.createCachedData(), Date.now());
		});
	};
}
function flagsTag() {
	return process.execArgv.length === 0 && !process.env.NODE_OPTIONS ? "" : `-${v8().cachedDataVersionTag()}`;
}
function v8() {
	return require("node:v8");
}
function readWrapped(path) {
	const file = (0, node_fs.openSync)(path, "r");
	try {
		const { size } = (0, node_fs.fstatSync)(file);
		const length = HEAD.length + size + TAIL.length;
		const space = Buffer.allocUnsafeSlow(2 * length);
		space.write(HEAD, "latin1");
		const read = (0, node_fs.readSync)(file, space, HEAD.length, size, 0);
		if (read !== size) throw new Error(`expected ${size} bytes in ${(0, node_path.basename)(path)}, read ${read}; install Mission Runner again`);
		space.write(TAIL, HEAD.length + size, "latin1");
		return {
			source: space.toString("latin1", 0, length),
			space
		};
	} finally {
		(0, node_fs.closeSync)(file);
	}
}

// src/cli.ts
process.exitCode = 3;
loadProgram(process.argv.slice(2));
Promise.resolve().then(() => require("./chunks/mission.js")).then((n) => n.command_line_exports).then(({ runCommandLine }) => runCommandLine(process.argv.slice(2))).then((code) => {
	process.exitCode = code;
	if (process.stdout.writableLength === 0 && process.stderr.writableLength === 0) setImmediate(() => process.exit());
});
