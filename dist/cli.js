#!/usr/bin/env node
import * as nodeModule from "node:module";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";

// src/terminal/compile-cache.ts
/**
* Lets Node keep the compiled program between starts, which saves an eighth of each. Not in the folder for temporary files,
* Node's own choice: on a shared machine, another user may have put compiled code there first. Where nothing can
* be kept, or `NODE_DISABLE_COMPILE_CACHE` is set, every start compiles as before; so does Node before 22.
*
* Modules that are to be cached must be imported after this call, so this file imports no module of the project.
*
* @returns true if an earlier start has kept something: not in a job of CI, whose machine is new each time
*/
function keepCompiled(environment, platform) {
	if (environment.NODE_COMPILE_CACHE || environment.NODE_DISABLE_COMPILE_CACHE !== void 0) return false;
	const caches = cachesOf(environment, platform);
	if (caches === void 0 || !isAbsolute(caches) || !existsSync(dirname(caches))) return false;
	const folder = join(caches, "mission-runner");
	try {
		for (const next of [caches, folder]) if (!existsSync(next)) mkdirSync(next);
		const isUsed = readdirSync(folder).length > 0;
		enableKeeping(folder);
		return isUsed;
	} catch {
		return false;
	}
}
function enableKeeping(folder) {
	const enable = nodeModule.enableCompileCache;
	enable?.(folder);
}
/**
* The folder of the user's caches, as the XDG Base Directory Specification and the guidelines of the other systems place
* it. Undefined for a user without HOME and without an entry in the system's list of users, as in `docker run --user`.
*/
function cachesOf(environment, platform, home = homedir) {
	const { LOCALAPPDATA, XDG_CACHE_HOME } = environment;
	if (platform === "win32" && LOCALAPPDATA) return LOCALAPPDATA;
	if (platform !== "darwin" && platform !== "win32" && XDG_CACHE_HOME && isAbsolute(XDG_CACHE_HOME)) return XDG_CACHE_HOME;
	try {
		if (platform === "win32") return join(home(), "AppData", "Local");
		return platform === "darwin" ? join(home(), "Library", "Caches") : join(home(), ".cache");
	} catch {
		return;
	}
}

// src/cli.ts
const hasKept = keepCompiled(process.env, process.platform);
const load = () => import("./chunks/command-line.js");
const { runCommandLine } = await (hasKept ? (await import("./chunks/load-compiled.js")).loadCompiled(load) : load());
process.exitCode = await runCommandLine(process.argv.slice(2));

export {  };