import { t as missionJsonSchemaText } from "./json-schema.js";
import { O as EXIT, P as parse, j as UsageError, x as print } from "./mission.js";

// src/terminal/commands/schema.ts
/** `mission schema` */
function schemaCommand(argv) {
	const { positionals } = parse(argv, {});
	if (positionals.length > 0) throw new UsageError(`expected nothing after schema, found ${positionals.join(" ")}`);
	print(missionJsonSchemaText());
	return EXIT.succeeded;
}

export { schemaCommand };