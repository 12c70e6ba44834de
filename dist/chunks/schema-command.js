import { t as missionJsonSchemaText } from "./json-schema.js";
import { Bn as print, Jn as EXIT, Qn as parse, Yn as UsageError } from "./mission.js";

// src/terminal/schema-command.ts
/** `mission schema` */
function schemaCommand(argv) {
	const { positionals } = parse(argv, {});
	if (positionals.length > 0) throw new UsageError(`expected nothing after schema, found ${positionals.join(" ")}`);
	print(missionJsonSchemaText());
	return EXIT.succeeded;
}

export { schemaCommand };