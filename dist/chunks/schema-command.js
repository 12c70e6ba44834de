import { t as missionJsonSchemaText } from "./json-schema.js";
import { c as print, f as EXIT, g as parse, p as UsageError } from "./mission.js";

// src/terminal/schema-command.ts
/** `mission schema` */
function schemaCommand(argv) {
	const { positionals } = parse(argv, {});
	if (positionals.length > 0) throw new UsageError(`expected nothing after schema, found ${positionals.join(" ")}`);
	print(missionJsonSchemaText());
	return EXIT.succeeded;
}

export { schemaCommand };