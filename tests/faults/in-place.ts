/** Writes a file in place, which Belltower never does: the fault tests must detect it. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const [folder = '', text = ''] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
await writeFile(path.join(folder, 'file'), text);
