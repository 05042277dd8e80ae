/** A scanner for the tags of simple XML, as spreadsheets write it; no custom entities, no tracking of nesting. */

export interface Tag {
  /** Local name, without prefix. */
  readonly name: string;
  readonly opens: boolean;
  /** Also true for `<c/>`. */
  readonly closes: boolean;
  readonly attributes: ReadonlyMap<string, string>;
  /** Raw text up to the next tag. */
  readonly after: string;
}

const TAG = /<(\/?)(?:[A-Za-z][\w.-]*:)?([A-Za-z][\w.-]*)((?:\s[^<>]*?)?)(\/?)>([^<]*)/g;
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

export function walkXml(xml: string, visit: (tag: Tag) => void): void {
  for (const [, slash, name = '', written = '', empty, after = ''] of xml.matchAll(TAG)) {
    const attributes = new Map<string, string>();
    for (const [, key = '', double, single] of written.matchAll(ATTRIBUTE))
      attributes.set(key, unescapeXml(double ?? single ?? ''));
    visit({ name, opens: slash === '', closes: slash === '/' || empty === '/', attributes, after });
  }
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

export function unescapeXml(text: string): string {
  if (!text.includes('&') && !text.includes('_x')) return text;
  return text
    .replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos));/gi, (whole, decimal, hex, name) => {
      if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    })
    .replaceAll(/_x000[AaDd]_/g, '\n');
}
