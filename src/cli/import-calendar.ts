/** `belltower import course.ics`: a calendar into the rules of one course. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { utcDateOf } from '../domain/date.ts';
import { isId } from '../domain/id.ts';
import type { Term } from '../domain/model.ts';
import { isZone } from '../domain/zone.ts';
import { type ForeignFault, readComponents } from '../ical/foreign/components.ts';
import { type CalendarWritten, writeCalendarCourse } from '../import/calendar/course.ts';
import { isOfWholeDays, writeHolidays } from '../import/calendar/holidays.ts';
import { type EventOutcome, type OccurrencesRead, readOccurrences, widen } from '../import/calendar/occurrences.ts';
import { FileWriteError } from '../publish/file-write-error.ts';
import { readFolder } from '../publish/folder.ts';
import { readRules } from '../publish/rules.ts';
import { writeWholeFile } from '../publish/whole-file.ts';
import { addPart } from './add-part.ts';
import { CommandError, FINE, PROBLEMS, UsageError } from './exit.ts';
import { tellJson } from './tell-json.ts';
import type { Terminal } from './terminal.ts';

export interface CalendarImport {
  readonly text: string;
  readonly name: string;
  readonly folder: string;
  readonly term?: string;
  readonly id?: string;
  readonly into?: string;
  readonly code?: string;
  readonly title?: string;
  readonly zone?: string;
  readonly strict?: boolean;
  readonly json?: boolean;
  readonly dryRun?: boolean;
}

export async function importCalendar(given: CalendarImport, terminal: Terminal): Promise<number> {
  const { id, termId } = checkOptions(given);
  const { catalog } = readRules(await readFolder(given.folder));
  const term = catalog.terms.get(termId);
  if (!term) throw new CommandError(`there is no term ${termId} with class dates: write terms/${termId}.yaml first`);
  const { calendars, faults } = readComponents(given.text);
  const classes = term.periods.find(({ name }) => name === 'classes') as Term['periods'][number];
  const place = { zone: term.zone, floating: given.zone ?? null, ...widen(classes.from, classes.until) };
  // A name, or a line that cannot be read, makes it the calendar of a course.
  const isNamed = [given.id, given.code, given.title].some((name) => name !== undefined);
  const isHolidays = !isNamed && faults.length === 0 && isOfWholeDays(calendars);
  const breaks = isHolidays ? [] : term.breaks.filter(({ audience }) => audience === undefined);
  const read = readOccurrences(calendars, { ...place, breaks });
  if (isHolidays && read.occurrences.length > 0) return importHolidays(given, term, read, terminal);
  const code = given.code ?? read.name ?? id.toUpperCase();
  const today = utcDateOf(terminal.now());
  const course = { code: code.slice(0, 40), title: (given.title ?? read.name ?? code).slice(0, 200), today };
  const written = writeCalendarCourse(read.occurrences, term, catalog.site?.places ?? [], course);
  if (given.json) tellJson(terminal, 'import of a calendar', { ...written, events: read.outcomes, faults });
  else for (const line of report(read, written, faults)) terminal.err(line);
  if (read.occurrences.length === 0) {
    terminal.err('belltower: nothing of the calendar could be imported; nothing was written.');
    return PROBLEMS;
  }
  const result = judge(read, faults.length, given.strict === true);
  return given.json ? result : save(given, id, written.yaml, result, terminal);
}

function checkOptions({ term, zone, id, name }: CalendarImport): { readonly id: string; readonly termId: string } {
  if (term === undefined) throw new UsageError('a calendar belongs to a term: --term fall-2018');
  if (zone !== undefined && !isZone(zone)) throw new UsageError(`“${zone}” is no time zone (--zone)`);
  const own = id ?? name.replace(/\.[^.]*$/, '');
  if (!isId(own)) throw new UsageError(`“${own}” cannot be a course’s id; name one with --id`);
  return { id: own, termId: term };
}

async function importHolidays(
  given: CalendarImport,
  term: Term,
  read: OccurrencesRead,
  terminal: Terminal,
): Promise<number> {
  if (given.json) throw new UsageError('--json is for the calendar of a course: name it with --id');
  const { yaml, breaks, known } = writeHolidays(read.occurrences, term);
  const there = known === 0 ? '' : `; ${known} are within breaks that the term has, or named twice`;
  terminal.err(`${read.outcomes.length} events of whole days: ${breaks} breaks for terms/${term.id}.yaml${there}`);
  for (const line of told(read)) terminal.err(`  ${line}`);
  terminal.err('To read them as items of a course, name it with --id.');
  const result = judge(read, 0, given.strict === true);
  if (yaml === '') return result;
  terminal.out(yaml.trimEnd());
  if (given.into === undefined || given.dryRun) return result;
  const file = path.join(given.folder, 'terms', `${term.id}.yaml`);
  if (!(await addPart(file, await readFile(file, 'utf8'), { name: 'breaks', yaml }))) {
    terminal.err(`belltower: terms/${term.id}.yaml has breaks already. Add these by hand.`);
    return PROBLEMS;
  }
  terminal.err(`added to terms/${term.id}.yaml. Remove the days that have class. Next: \`belltower check\``);
  return result;
}

/** If a tenth of a calendar could not be read, the import fails. */
function judge(read: OccurrencesRead, faults: number, strict: boolean): number {
  const lost = read.outcomes.filter(({ code }) => code !== null).length + faults;
  const isOpen = strict && (lost > 0 || read.outcomes.some(({ reason }) => reason !== null));
  return isOpen || lost * 10 > read.outcomes.length ? PROBLEMS : FINE;
}

function report(read: OccurrencesRead, written: CalendarWritten, faults: readonly ForeignFault[]): string[] {
  const { sections, patterns, changes, cancelled } = written;
  const due = read.occurrences.filter(({ isDue }) => isDue).length;
  const days = read.occurrences.filter((one) => one.days !== undefined && !one.isDue).length;
  const items = `${days > 0 ? `, ${days} of them items of whole days` : ''}${due > 0 ? `, ${due} deadlines` : ''}`;
  const left = cancelled > 0 ? `; ${cancelled} meetings are marked as cancelled and left out` : '';
  return [
    `${read.outcomes.length} events, ${read.occurrences.length - due} meetings${items}: ${sections} sections, ${patterns} patterns, ${changes} changes${left}`,
    ...faults.map(({ type, line, text }) => `  line ${line}: ${FAULTS[type]}: ${text} [ics-broken]`),
    ...told(read).map((line) => `  ${line}`),
  ];
}

const FAULTS = {
  'broken-line': 'this is no property',
  'not-closed': 'this is not closed',
  'closes-nothing': 'this closes nothing',
} as const;

/** Events not imported as they are, with reasons, equal ones combined. */
function told({ outcomes }: OccurrencesRead): string[] {
  const open = outcomes.filter((outcome): outcome is EventOutcome & { reason: string } => outcome.reason !== null);
  return [...Map.groupBy(open, ({ reason, code }) => `${reason}${code === null ? '' : ` [${code}]`}`)].map(
    ([reason, list]) => {
      const [first] = list as [EventOutcome];
      const name = first.uid.slice(0, 60);
      return list.length === 1
        ? `line ${first.line}, ${name}: ${reason}`
        : `${list.length} events (line ${first.line}, ${name}, …): ${reason}`;
    },
  );
}

async function save(
  given: CalendarImport,
  id: string,
  yaml: string,
  result: number,
  terminal: Terminal,
): Promise<number> {
  if (given.into === undefined || given.dryRun) {
    terminal.out(yaml.trimEnd());
    return result;
  }
  const target = path.join(given.folder, 'courses', given.term as string, `${id}.yaml`);
  await writeWholeFile(target, yaml, { isNew: true }).catch((error: unknown) => {
    if (error instanceof FileWriteError && error.code === 'EEXIST')
      throw new CommandError(`${target} is there already; nothing was written`);
    throw error;
  });
  terminal.out(`wrote ${path.relative(terminal.folder, target)}. Next: \`belltower check\``);
  return result;
}
