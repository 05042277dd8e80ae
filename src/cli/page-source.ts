/** `build --from`: builds from a course page, read at each build, so that the course's own site stays the source. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { SourceFile } from '../catalog/catalog.ts';
import { draftSite, draftTerm } from '../catalog/templates.ts';
import { guessWeek } from '../catalog/week-guess.ts';
import { utcDateOf } from '../domain/date.ts';
import { isId } from '../domain/id.ts';
import type { Term } from '../domain/model.ts';
import { isZone } from '../domain/zone.ts';
import { readRules } from '../publish/rules.ts';
import { readSpan } from '../words/date.ts';
import { CommandError, UsageError } from './exit.ts';
import { sayId } from './new.ts';
import type { Terminal } from './terminal.ts';

interface PageSource {
  readonly from: string;
  readonly term?: string;
  readonly classes?: string;
  readonly zone?: string;
  readonly domain?: string;
  readonly id?: string;
  readonly dueTime?: string;
}

/** The rules as files; term and site come from `data` if it has them. */
export async function readFromPage(
  data: string,
  source: PageSource,
  terminal: Terminal,
): Promise<readonly SourceFile[]> {
  const { term, id = 'course' } = source;
  if (term === undefined || !isId(term)) throw new UsageError('--from goes with --term ID, such as spring-2027');
  if (!isId(id)) throw new UsageError(`“${id}” cannot be a course’s id (--id)`);
  const site = (await readShared(data, 'site.yaml')) ?? writeSite(source);
  const dates = (await readShared(data, `terms/${term}.yaml`)) ?? writeTerm(term, source);
  const shared = [
    { path: 'site.yaml', text: site },
    { path: `terms/${term}.yaml`, text: dates },
  ];
  const calendar = readRules(shared).catalog.terms.get(term) ?? null;
  const course = await readCourse(source, id, calendar, terminal);
  return [...shared, { path: `courses/${term}/${id}.yaml`, text: course }];
}

function readShared(data: string, name: string): Promise<string | null> {
  return readFile(path.join(data, name), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw new CommandError(`cannot read ${path.join(data, name)}: ${error.message}`);
  });
}

function writeSite({ domain }: PageSource): string {
  if (domain !== undefined) return draftSite({ uidDomain: domain, name: 'Course calendar' });
  throw new UsageError(
    '--domain NAME is missing: a domain name of yours, by which calendars know the events for good (or data/site.yaml says it)',
  );
}

function writeTerm(
  term: string,
  { classes, zone = Intl.DateTimeFormat().resolvedOptions().timeZone }: PageSource,
): string {
  const span = classes === undefined ? null : readSpan(classes);
  if (span === null)
    throw new UsageError(`--classes “2027-01-25 to 2027-05-07” is missing, or data/terms/${term}.yaml`);
  if (!span.ok) throw new UsageError(`--classes: ${span.mistake.message}`);
  if (!isZone(zone)) throw new UsageError(`${zone} is no time zone; they are called like America/New_York (--zone)`);
  const guessed = { zone: false, classes: false };
  return draftTerm({ title: sayId(term), zone, guessed, week: guessWeek(zone), classes: span.value });
}

async function readCourse(source: PageSource, id: string, term: Term | null, terminal: Terminal): Promise<string> {
  const { loadPages, readPages } = await import('./import-page.ts');
  const { writeCourse } = await import('../import/page/course/course.ts');
  const { formatReading } = await import('../import/page/report.ts');
  const { readModuleDeadlines } = await import('./module-deadlines.ts');
  const files = await loadPages(path.resolve(terminal.folder, source.from));
  const reading = readPages(files, term?.clock ?? null);
  if (reading.nothing !== null) {
    terminal.err(formatReading(reading));
    throw new CommandError(`nothing could be read from ${source.from}`);
  }
  for (const doubt of reading.doubts) terminal.err(`${source.from}:${doubt.line}: read with doubt: ${doubt.text}`);
  const deadlines = readModuleDeadlines(files, term, source.dueTime);
  for (const line of deadlines.report) terminal.err(line);
  const rules = writeCourse(reading, { id, published: utcDateOf(terminal.now()) });
  return `${rules}${deadlines.yaml}`;
}
