// src/process/error-code.ts
/** The system's name of an error, such as `ENOENT`; undefined for errors of another kind. */
function errorCode(error) {
	if (typeof error !== "object" || error === null || !("code" in error)) return void 0;
	return typeof error.code === "string" ? error.code : void 0;
}
/** A sentence about anything that may be thrown. */
function errorText(error) {
	return error instanceof Error ? error.message : String(error);
}

export { errorText as n, errorCode as t };