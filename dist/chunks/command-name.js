import { X as pastedPath } from "./mission.js";
import { basename, relative } from "node:path";

// src/terminal/commands/command-name.ts
/** The names of the program in package.json. */
const NAMES = ["mission", "mission-runner"];
/**
* The command that works for this user: the name by which the program was called; with `npx` before it if npx has installed the
* program in its cache, which is not in PATH; otherwise `node` and the path of the program.
*/
function commandName(program = process.argv[1] ?? "mission", folder = process.cwd()) {
	if (/[\\/]_npx[\\/]/.test(program)) return "npx mission-runner";
	const name = basename(program);
	if (NAMES.includes(name)) return name;
	const near = relative(folder, program);
	const path = near.startsWith("..") ? program : near;
	return `node ${pastedPath(path)}`;
}

export { commandName as t };