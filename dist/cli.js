#!/usr/bin/env node
import * as nodeModule from "node:module";
import { existsSync, mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";

// src/terminal/compile-cache.ts
/**
* Lets Node keep the compiled program between starts, which saves an eighth of each. Not in the folder for temporary files,
* Node's own choice: where others use the machine too, somebody may have put compiled code there first. Where nothing can
* be kept, or `NODE_DISABLE_COMPILE_CACHE` is set, every start compiles as before; so does Node before 22.
*
* What is to be kept must be imported after this, so nothing of ours is imported here.
*/
function keepCompiled(environment, platform) {
	if (environment.NODE_COMPILE_CACHE || environment.NODE_DISABLE_COMPILE_CACHE !== void 0) return;
	const caches = cachesOf(environment, platform);
	if (!isAbsolute(caches) || !existsSync(dirname(caches))) return;
	const folder = join(caches, "mission-runner");
	try {
		for (const next of [caches, folder]) if (!existsSync(next)) mkdirSync(next);
	} catch {
		return;
	}
	const enable = nodeModule.enableCompileCache;
	enable?.(folder);
}
/** The folder of the user's caches; as the XDG Base Directory Specification and the other systems' guidelines have it. */
function cachesOf(environment, platform) {
	const { LOCALAPPDATA, XDG_CACHE_HOME } = environment;
	if (platform === "win32") return LOCALAPPDATA || join(homedir(), "AppData", "Local");
	if (platform === "darwin") return join(homedir(), "Library", "Caches");
	return XDG_CACHE_HOME && isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : join(homedir(), ".cache");
}

// src/cli.ts
keepCompiled(process.env, process.platform);
const { runCommandLine } = await import("./chunks/command-line.js");
process.exitCode = await runCommandLine(process.argv.slice(2));

export {  };