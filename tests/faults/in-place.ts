/** Writes a file in place, as nothing in Belltower does: what the faults must be able to find. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const [folder = '', text = ''] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
await writeFile(path.join(folder, 'file'), text);
