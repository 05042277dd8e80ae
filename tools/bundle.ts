/**
 * Joins the program's own modules into fewer files, for the package: a short command spends much of its time on finding and
 * opening modules. Packages stay as npm installs them.
 */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { rolldown } from 'rolldown';

/** Files that are opened by name at run time: the program, its threads, the languages. */
const NAMED = '{main,**/*-thread,words/messages/??}.ts';
/** The modules that package.json exports to other programs, without `.js`. */
function listExported(): string[] {
  const text = readFileSync(path.join(import.meta.dirname, '../package.json'), 'utf8');
  const { exports }: { readonly exports: Record<string, string | { readonly default: string }> } = JSON.parse(text);
  return Object.values(exports).flatMap((one) =>
    typeof one === 'string' ? [] : path.posix.relative('dist', one.default).replace(/\.js$/, ''),
  );
}

/** Rolldown's helper for templates that contain `</script`: part of it, not a package. NOTICE names it. */
const HELPERS = '@oxc-project/runtime/';

export async function bundle(src: string, out: string): Promise<void> {
  const opened = globSync(NAMED, { cwd: src }).map((file) => file.replace(/\.ts$/, ''));
  const names = [...opened, ...listExported()];
  const joined = await rolldown({
    input: Object.fromEntries(names.map((name) => [name, path.join(src, `${name}.ts`)])),
    platform: 'node',
    external: (id) => /^[@\w]/.test(id) && !path.isAbsolute(id) && !id.startsWith(HELPERS),
    plugins: [{ name: 'places', transform: (code, file) => keepPlaces(code, path.relative(src, file)) }],
  });
  const { output } = await joined.write({ dir: out, entryFileNames: '[name].js', chunkFileNames: 'joined-[hash].js' });
  await joined.close();
  for (const file of output) {
    if (file.type === 'chunk' && file.fileName.includes('/') && file.code.includes('import.meta')) {
      throw new Error(
        `${file.fileName} asks for its place, which only files of the uppermost folder can (tools/bundle.ts)`,
      );
    }
  }
}

/** Lets a module find its neighbours from a joined file, which lies in the uppermost folder. */
function keepPlaces(code: string, file: string): string | null {
  const place = `/${file.split(path.sep).join('/')}`.replace(/\.ts$/, '.js');
  const places = {
    url: `new URL('.${place}', import.meta.url).href`,
    filename: `(import.meta.dirname + '${place}')`,
    dirname: `(import.meta.dirname + '${path.posix.dirname(place)}')`,
  };
  if (!code.includes('import.meta.')) return null;
  return code.replace(/\bimport\.meta\.(url|filename|dirname)\b/g, (_all, name: keyof typeof places) => places[name]);
}
