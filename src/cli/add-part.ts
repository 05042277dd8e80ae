/** Adds a part, such as `breaks:`, to a file of rules that has none of its name, and changes nothing else of the file. */
import { writeWholeFile } from '../publish/whole-file.ts';

interface Part {
  readonly name: 'breaks' | 'deadlines';
  readonly yaml: string;
}

/** @param text the file's. @returns whether it was added */
export async function addPart(file: string, text: string, { name, yaml }: Part): Promise<boolean> {
  if (new RegExp(`^${name}\\s*:`, 'm').test(text)) return false;
  await writeWholeFile(file, `${text.trimEnd()}\n\n${yaml}`);
  return true;
}
