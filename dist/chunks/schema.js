import { t as missionJsonSchemaText } from "./json-schema.js";
import { A as UsageError, D as EXIT, N as parse, x as print } from "./mission.js";

// src/terminal/commands/schema.ts
/** `mission schema` */
function schemaCommand(argv) {
	const { positionals } = parse(argv, {});
	if (positionals.length > 0) throw new UsageError(`expected nothing after schema, found ${positionals.join(" ")}`);
	print(missionJsonSchemaText());
	return EXIT.succeeded;
}

export { schemaCommand };