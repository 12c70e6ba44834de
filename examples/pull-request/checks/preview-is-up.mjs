import { fetchPreview } from './preview.mjs';

/** Ends well when the preview shows its first page. */
const { status } = await fetchPreview('/');
process.exitCode = status === 200 ? 0 : 1;
