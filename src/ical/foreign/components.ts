/** Parses any program's calendar into a component tree with line numbers; errors are reported, never thrown. */

export interface ForeignProperty {
  /** In upper case. */
  readonly name: string;
  readonly parameters: ReadonlyMap<string, string>;
  /** As written. */
  readonly value: string;
  /** The line number in the file, from 1. */
  readonly line: number;
}

export interface ForeignComponent {
  readonly name: string;
  readonly line: number;
  readonly properties: readonly ForeignProperty[];
  readonly components: readonly ForeignComponent[];
}

export interface ForeignFault {
  readonly type: 'broken-line' | 'not-closed' | 'closes-nothing';
  readonly line: number;
  readonly text: string;
}

export interface ForeignCalendars {
  readonly calendars: readonly ForeignComponent[];
  readonly faults: readonly ForeignFault[];
}

interface Open {
  readonly name: string;
  readonly line: number;
  readonly properties: ForeignProperty[];
  readonly components: ForeignComponent[];
}

/** The deepest nesting of components that is read. */
const DEEPEST = 20;
const MOST_FAULTS = 200;

export function readComponents(text: string): ForeignCalendars {
  const tree = new Tree();
  for (const { text: line, number } of unfold(text)) {
    const property = readProperty(line, number);
    if (property === null) tree.tell('broken-line', number, line);
    else if (property.name === 'BEGIN') tree.begin(property);
    else if (property.name === 'END') tree.end(property);
    else tree.add(property);
  }
  return tree.finish();
}

class Tree {
  readonly #calendars: ForeignComponent[] = [];
  readonly #faults: ForeignFault[] = [];
  readonly #open: Open[] = [];

  tell(type: ForeignFault['type'], line: number, shown: string): void {
    if (this.#faults.length < MOST_FAULTS) this.#faults.push({ type, line, text: shown.slice(0, 80) });
  }

  begin({ value, line }: ForeignProperty): void {
    const name = value.trim().toUpperCase();
    if (this.#open.length < DEEPEST) this.#open.push({ name, line, properties: [], components: [] });
  }

  end({ value, line }: ForeignProperty): void {
    const name = value.trim().toUpperCase();
    const at = this.#open.findLastIndex((one) => one.name === name);
    if (at < 0) this.tell('closes-nothing', line, `END:${value}`);
    else this.#closeTo(at + 1);
    if (at >= 0) this.#close();
  }

  add(property: ForeignProperty): void {
    const last = this.#open.at(-1);
    if (last) last.properties.push(property);
    else this.tell('broken-line', property.line, property.name);
  }

  finish(): ForeignCalendars {
    this.#closeTo(0);
    return { calendars: this.#calendars, faults: this.#faults };
  }

  #closeTo(depth: number): void {
    while (this.#open.length > depth) {
      const last = this.#open.at(-1) as Open;
      this.tell('not-closed', last.line, last.name);
      this.#close();
    }
  }

  #close(): void {
    const done = this.#open.pop() as Open;
    (this.#open.at(-1)?.components ?? this.#calendars).push(done);
  }
}

interface Line {
  readonly text: string;
  readonly number: number;
}

/** Splits at any kind of line end and unfolds; empty lines are dropped. */
function unfold(text: string): Line[] {
  const lines: { text: string; number: number; parts: string[] }[] = [];
  for (const [at, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    if (/^[ \t]/.test(raw) && lines.length > 0) lines.at(-1)?.parts.push(raw.slice(1));
    else if (raw !== '') lines.push({ text: '', number: at + 1, parts: [raw] });
  }
  return lines.map(({ number, parts }) => ({ number, text: parts.join('') }));
}

const HEAD = /^([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):/;
const PARAMETER = /;([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)/g;

function readProperty(text: string, line: number): ForeignProperty | null {
  const head = HEAD.exec(text);
  if (!head) return null;
  const parameters = new Map<string, string>();
  for (const [, key = '', value = ''] of (head[2] ?? '').matchAll(PARAMETER))
    parameters.set(key.toUpperCase(), value.replaceAll('"', ''));
  return { name: (head[1] ?? '').toUpperCase(), parameters, value: text.slice(head[0].length), line };
}

export function propertiesOf(component: ForeignComponent, name: string): readonly ForeignProperty[] {
  return component.properties.filter((property) => property.name === name);
}

export function propertyOf(component: ForeignComponent, name: string): ForeignProperty | null {
  return component.properties.find((property) => property.name === name) ?? null;
}

export function textOf(component: ForeignComponent, name: string): string | null {
  return propertyOf(component, name)?.value ?? null;
}
