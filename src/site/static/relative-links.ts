/**
 * Rewrites links between pages of a static host. The pages link from the root ('/fall-2018/cos418'), but a site may be
 * under a path ('/courses/'), so links in files are relative. A page is the index.html of the folder of its name.
 */

const NAMES = [' href', ' src', ' action'];
const SLASH = 0x2f;

/** @param from the page's folder: '' for the home page, 'fall-2018/cos418/' */
export function linkRelatively(page: string, from: string): Buffer {
  return replaceLinks(page, (target) => relate(from, target));
}

/** For a page served at any URL (404). @param root the site's path: '/', '/courses/' */
export function linkFromRoot(page: string, root: string): Buffer {
  return replaceLinks(page, (target) => `${root}${asFolder(target)}`);
}

/**
 * All text and attribute values are escaped, so a quote always ends an attribute. The bytes are searched and joined:
 * joining the pieces of a page as strings takes nine times as long.
 */
function replaceLinks(page: string, replace: (target: string) => string): Buffer {
  const bytes = Buffer.from(page);
  const pieces: Buffer[] = [];
  let done = 0;
  for (let at = bytes.indexOf('="/'); at !== -1; at = bytes.indexOf('="/', at + 3)) {
    // '//' starts a host.
    if (bytes[at + 3] === SLASH || !NAMES.some((name) => endsWith(bytes, at, name))) continue;
    const end = bytes.indexOf('"', at + 3);
    pieces.push(bytes.subarray(done, at + 2), Buffer.from(replace(bytes.toString('utf8', at + 3, end))));
    done = end;
  }
  return Buffer.concat([...pieces, bytes.subarray(done)]);
}

function endsWith(bytes: Buffer, end: number, name: string): boolean {
  return bytes.toString('latin1', end - name.length, end) === name;
}

function relate(from: string, target: string): string {
  const to = asFolder(target);
  const here = from.split('/').slice(0, -1);
  const path = to.replace(/[?#].*$/s, '');
  const folders = path.split('/').slice(0, -1);
  let shared = 0;
  while (shared < here.length && here[shared] === folders[shared]) shared += 1;
  const up = '../'.repeat(here.length - shared);
  const down = to.slice(folders.slice(0, shared).reduce((length, folder) => length + folder.length + 1, 0));
  const link = `${up}${down}`;
  return /^[.\w]/.test(link) ? link : `./${link}`;
}

/** 'fall-2018/cos418?choose=P01' → 'fall-2018/cos418/?choose=P01': ids contain no dot, file names do. */
function asFolder(target: string): string {
  const end = /[?#]/.exec(target)?.index ?? target.length;
  const path = target.slice(0, end);
  return path === '' || path.endsWith('/') || path.includes('.') ? target : `${path}/${target.slice(end)}`;
}
