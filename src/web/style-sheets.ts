/**
 * The style sheets, joined from one file a part when the program starts. Each file says its layer: what a page says of a
 * part wins over the part, whichever rule stands last or is more specific.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Later ones win. */
const LAYERS = ['tokens', 'base', 'parts', 'pages', 'paper'];

/** A file `style/NAME.css` of a folder, on any system. */
const IN_STYLE = /(?:^|[\\/])style[\\/][^\\/]+\.css$/;
const COMMENT = /\/\*[\s\S]*?\*\//g;
const LINE_BREAK = /\s*\n\s*/g;

/** @param rooms folders of src; the files of their folders `style` are joined in their order */
export function joinStyleSheet(rooms: readonly string[]): string {
  const texts = rooms.flatMap((room) => listStyles(room).map((file) => readFileSync(file, 'utf8')));
  const text = texts.join('\n').replaceAll(COMMENT, '').replaceAll(LINE_BREAK, '\n');
  return `@layer ${LAYERS.join(', ')};\n${text}`;
}

export function listStyles(room: string): readonly string[] {
  const folder = path.resolve(import.meta.dirname, '..', room);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => IN_STYLE.test(file))
    .sort()
    .map((file) => path.join(folder, file));
}
