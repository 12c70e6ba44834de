import { H as pastedPath } from "./mission.js";
import { basename, relative } from "node:path";

// src/terminal/commands/command-name.ts
/**
* The command that works for this user: `mission` if the program was called by that name, otherwise `node` and the path of
* the program, since `mission` is then probably not in PATH.
*/
function commandName(program = process.argv[1] ?? "mission", folder = process.cwd()) {
	if (basename(program) === "mission") return "mission";
	const near = relative(folder, program);
	const path = near.startsWith("..") ? program : near;
	return `node ${pastedPath(path)}`;
}

export { commandName as t };