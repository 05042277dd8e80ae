/** `belltower new term|course|schemas`: commented files that pass `check`, to fill in. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { carryCourse } from '../catalog/carry-course.ts';
import { makeJsonSchema, SCHEMA_NAMES } from '../catalog/json-schema.ts';
import { draftCourse, draftSite, draftTerm } from '../catalog/templates.ts';
import { guessWeek } from '../catalog/week-guess.ts';
import { addDays, type LocalDate, utcDateOf, weekStart } from '../domain/date.ts';
import { isId, ROUTE_NAMES } from '../domain/id.ts';
import { isZone } from '../domain/zone.ts';
import { FileWriteError } from '../publish/file-write-error.ts';
import { readFolder } from '../publish/folder.ts';
import { readRules } from '../publish/rules.ts';
import { writeWholeFile } from '../publish/whole-file.ts';
import { readSpan } from '../words/date.ts';
import { sayList } from '../words/wording.ts';
import type { CommandLine } from './command-line.ts';
import { CommandError, UsageError } from './exit.ts';
import { readFolderOptions } from './folder-options.ts';
import { LANGUAGE_OPTION, readLanguageOption } from './language-option.ts';
import type { Terminal } from './terminal.ts';

interface TermOptions {
  readonly data?: string;
  readonly title?: string;
  readonly zone?: string;
  readonly classes?: string;
  readonly language?: string;
}

interface CourseOptions {
  readonly data?: string;
  readonly code?: string;
  readonly title?: string;
  readonly from?: string;
  readonly term?: string;
  readonly language?: string;
}

export const TERM_WEEKS = 14;

export function addNew({ program, terminal }: CommandLine): void {
  const group = program.command('new').description('write a commented term or course to fill in');
  group
    .command('term')
    .description('write terms/ID.yaml')
    .argument('<id>', 'such as spring-2027; it becomes part of every address')
    .option('--data <folder>', 'the folder of rules (default: data/)')
    .option('--title <text>', 'what people call it (default: made of the id)')
    .option('--zone <name>', 'its time zone, such as America/New_York (default: this machine’s)')
    .option('--classes <span>', 'first and last day of classes: “2027-01-25 to 2027-05-07”')
    .option(...LANGUAGE_OPTION)
    .action((id: string, options: TermOptions) => newTerm(id, options, terminal));
  group
    .command('course')
    .description('write courses/TERM/ID.yaml, empty or from another term’s course')
    .argument('[course]', 'TERM/ID, such as spring-2027/cs101')
    .option('--data <folder>', 'the folder of rules (default: data/)')
    .option('--code <text>', 'the course’s code, such as “CS 101” (default: made of the id)')
    .option('--title <text>', 'the course’s title')
    .option(...LANGUAGE_OPTION)
    .option('--from <course>', 'take the rules of this course along: fall-2018/cos418')
    .option('--term <id>', 'with --from: the term to bring them to')
    .action((key: string | undefined, options: CourseOptions) => newCourse(key, options, terminal));
  group
    .command('schemas')
    .description('write the JSON Schemas of the files, for editors that complete and check YAML')
    .argument('<folder>', 'where to')
    .action((folder: string) => newSchemas(folder, terminal));
}

async function newTerm(id: string, options: TermOptions, terminal: Terminal): Promise<void> {
  refuseId(id, 'term');
  if (ROUTE_NAMES.has(id.toLowerCase()))
    throw new UsageError(`no term can be called ${id}: /${id} is an address of Belltower`);
  const zone = options.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!isZone(zone)) throw new UsageError(`${zone} is no time zone; they are called like America/New_York`);
  const monday = guessFirstMonday(id, today(terminal));
  const given = options.classes === undefined ? null : readSpan(options.classes);
  if (given && !given.ok) throw new UsageError(`--classes: ${given.mistake.message}`);
  const classes = given?.ok ? given.value : { from: monday, until: addDays(monday, TERM_WEEKS * 7 - 3) };
  const language = readLanguageOption(options.language);
  const folder = readFolderOptions(options, terminal).data;
  const site = path.join(folder, 'site.yaml');
  if (!existsSync(site)) await write(site, draftSite({ uidDomain: 'belltower.invalid', name: 'Belltower' }), terminal);
  const file = path.join(folder, 'terms', `${id}.yaml`);
  const guessed = { zone: options.zone === undefined, classes: given === null };
  const week = guessWeek(zone);
  await write(
    file,
    draftTerm({ title: options.title ?? sayId(id), zone, guessed, week, classes, ...language }),
    terminal,
  );
  const guesses = [
    ...(guessed.classes ? [`the dates of classes (${classes.from} to ${classes.until})`] : []),
    ...(guessed.zone ? [`the time zone (${zone}, this machine’s)`] : []),
    'the weekend',
  ];
  const are = guesses.length === 1 ? 'is a guess' : 'are guesses';
  terminal.out(`Look at what is marked “# check”: ${sayList(guesses)} ${are}.`);
  terminal.out(`Next: fill it in, then \`belltower new course ${id}/ID\`.`);
}

/** The dates of the season or year in the id; otherwise from next week. */
export function guessFirstMonday(id: string, now: LocalDate): LocalDate {
  const year = /(?:19|20)\d\d/.exec(id)?.[0];
  const season = SEASONS.find(([words]) => words.test(id))?.[1];
  if (year === undefined) return addDays(weekStart(now, 'MO'), 7);
  return addDays(weekStart(`${year}-${season ?? '09-01'}`, 'MO'), 7);
}

const SEASONS: readonly (readonly [RegExp, string])[] = [
  [/winter/i, '01-02'],
  [/spring/i, '01-18'],
  [/summer/i, '06-01'],
  [/fall|autumn/i, '09-01'],
];

async function newCourse(key: string | undefined, options: CourseOptions, terminal: Terminal): Promise<void> {
  const folder = readFolderOptions(options, terminal).data;
  const published = today(terminal);
  const language = readLanguageOption(options.language);
  if (options.from !== undefined) {
    if (options.language !== undefined)
      throw new UsageError('--language is for a new course: with --from its own language comes along');
    await carry(options.from, key, options.term, folder, published, terminal);
    return;
  }
  const [term, id, ...rest] = key?.split('/') ?? [];
  if (!term || !id || rest.length > 0) throw new UsageError('name the course as TERM/ID, such as spring-2027/cs101');
  refuseId(id, 'course');
  await refuseUnknownTerm(folder, term);
  const code = options.code ?? id.toUpperCase().replace(/^([A-Z]+)-?(\d)/, '$1 $2');
  const text = draftCourse({ code, title: options.title ?? code, published, ...language });
  await write(path.join(folder, 'courses', term, `${id}.yaml`), text, terminal);
  terminal.out('Next: fill it in, then `belltower check` and `npm start`.');
}

async function carry(
  from: string,
  key: string | undefined,
  toTerm: string | undefined,
  folder: string,
  published: string,
  terminal: Terminal,
): Promise<void> {
  const [keyTerm, keyId] = key?.split('/') ?? [];
  const term = toTerm ?? keyTerm;
  if (term === undefined) throw new UsageError('--from goes with --term ID, the term to bring the rules to');
  const id = keyId ?? from.split('/')[1];
  if (!id) throw new UsageError('--from names a course as TERM/ID, such as fall-2018/cos418');
  refuseId(id, 'course');
  const target = await refuseUnknownTerm(folder, term);
  const text = await readFile(path.join(folder, 'courses', `${from}.yaml`), 'utf8').catch(() => {
    throw new CommandError(`there is no course ${from} in ${folder}`);
  });
  await write(path.join(folder, 'courses', term, `${id}.yaml`), carryCourse(text, target, published), terminal);
  terminal.out('Its rules came along; dates, changes and what was published stayed behind. Next: `belltower check`.');
}

async function newSchemas(folder: string, terminal: Terminal): Promise<void> {
  for (const name of SCHEMA_NAMES) {
    const file = path.resolve(terminal.folder, folder, `belltower-${name}.schema.json`);
    await writeWholeFile(file, `${JSON.stringify(makeJsonSchema(name), null, 2)}\n`);
    terminal.out(`wrote ${path.relative(terminal.folder, file)}`);
  }
}

async function refuseUnknownTerm(folder: string, id: string) {
  const { catalog } = readRules(existsSync(folder) ? await readFolder(folder) : []);
  const term = catalog.terms.get(id);
  if (term) return term;
  const known = [...catalog.terms.keys()].join(', ') || 'none yet';
  throw new CommandError(
    `there is no term ${id} without errors (there is: ${known}); \`belltower new term ${id}\` writes one`,
  );
}

function refuseId(id: string, what: string): void {
  if (isId(id)) return;
  throw new UsageError(
    `“${id}” cannot be a ${what}’s id: letters, digits, - and _ only, at most 32, a letter or digit first`,
  );
}

/** Never overwrites. */
async function write(file: string, text: string, terminal: Terminal): Promise<void> {
  await writeWholeFile(file, text, { isNew: true }).catch((error: unknown) => {
    if (error instanceof FileWriteError && error.code === 'EEXIST')
      throw new CommandError(`${path.relative(terminal.folder, file)} is there already; nothing was written`);
    throw error;
  });
  terminal.out(`wrote ${path.relative(terminal.folder, file)}`);
}

function today(terminal: Terminal): string {
  return utcDateOf(terminal.now());
}

/** 'spring-2027' → 'Spring 2027' */
export function sayId(id: string): string {
  const words = id.replaceAll(/[-_]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
