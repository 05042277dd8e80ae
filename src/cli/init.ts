/** `belltower init`: creates a new site in an empty folder or a repository: rules, a workflow, a README. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { draftCourse, draftSite, draftTerm } from '../catalog/templates.ts';
import { guessWeek } from '../catalog/week-guess.ts';
import { addDays, type DateSpan, utcDateOf } from '../domain/date.ts';
import { isId, ROUTE_NAMES } from '../domain/id.ts';
import { isZone } from '../domain/zone.ts';
import { FileWriteError } from '../publish/file-write-error.ts';
import { writeWholeFile } from '../publish/whole-file.ts';
import { readSpan } from '../words/date.ts';
import type { CommandLine } from './command-line.ts';
import { CommandError, UsageError } from './exit.ts';
import { LANGUAGE_OPTION, readLanguageOption } from './language-option.ts';
import { guessFirstMonday, sayId, TERM_WEEKS } from './new.ts';
import type { Terminal } from './terminal.ts';

interface InitOptions {
  readonly university?: string;
  readonly domain?: string;
  readonly zone?: string;
  readonly term?: string;
  readonly classes?: string;
  readonly course?: string;
  readonly code?: string;
  readonly title?: string;
  readonly from?: string;
  readonly package?: boolean;
  readonly yes?: boolean;
  readonly language?: string;
}

export function addInit({ program, terminal, end }: CommandLine): void {
  program
    .command('init')
    .description('write a term, a course, a GitHub workflow and a README into this folder')
    .option('--university <name>', 'what the site is called')
    .option('--domain <name>', 'a domain name of yours: the right side of every UID, for good')
    .option(...LANGUAGE_OPTION)
    .option('--zone <name>', 'the time zone, such as America/New_York (default: this machine’s)')
    .option('--term <id>', 'the term, such as spring-2027')
    .option('--classes <span>', 'first and last day of classes: “2027-01-25 to 2027-05-07”')
    .option('--course <id>', 'the course, such as cs101')
    .option('--code <text>', 'the course’s code, such as “CS 101” (default: made of the id)')
    .option('--title <text>', 'the course’s title')
    .option('--from <page>', 'read the course from its page: a file, or the folder of a Just the Class site')
    .option('--package', 'write a package.json, too, so that npm keeps this release')
    .option('--yes', 'ask nothing: take what is not given as it is guessed')
    .action(async (options: InitOptions) => end(await init(options, terminal)));
}

interface Answers {
  readonly university: string;
  readonly domain: string;
  readonly zone: string;
  readonly term: string;
  readonly classes: DateSpan;
  readonly isClassesGiven: boolean;
  readonly isZoneGiven: boolean;
  readonly course: string;
  readonly code: string;
  readonly title: string;
}

async function init(options: InitOptions, terminal: Terminal): Promise<number> {
  const here = terminal.folder;
  for (const name of ['data/site.yaml', WORKFLOW, ACTION]) {
    if (existsSync(path.join(here, name))) throw new CommandError(`${name} is there already; nothing was written`);
  }
  const language = readLanguageOption(options.language);
  const answers = await ask(options, terminal);
  const write = (name: string, text: string): Promise<void> => writeNew(here, name, text, terminal);
  await write('data/site.yaml', draftSite({ uidDomain: answers.domain, name: answers.university, ...language }));
  await write(`data/terms/${answers.term}.yaml`, writeTerm(answers));
  const code = options.from === undefined ? 0 : await importFrom(options.from, answers, options, terminal);
  if (options.from === undefined) {
    await write(`data/courses/${answers.term}/${answers.course}.yaml`, writeCourse(answers, terminal));
  }
  // Both are beside the program, in a checkout and in the package.
  const shipped = (name: string): Promise<string> => readFile(path.resolve(import.meta.dirname, '../..', name), 'utf8');
  await write(WORKFLOW, await shipped('deploy/github-pages/.github/workflows/calendars.yml'));
  await write(ACTION, await shipped('action.yml'));
  await writeUnlessThere(here, 'README.md', writeReadme(answers), terminal);
  await writeUnlessThere(here, '.gitignore', '_site/\n.belltower/\nnode_modules/\n', terminal);
  if (options.package) await writeUnlessThere(here, 'package.json', await writePackage(), terminal);
  terminal.out('');
  terminal.out('Next: look at what is marked “# check”, then `npx belltower check` and `npx belltower serve`.');
  terminal.out('To go online: push to GitHub, choose Settings → Pages → Source: GitHub Actions, and run the workflow');
  terminal.out('“calendars” once with “Nothing was published before”. README.md says it again.');
  return code;
}

const WORKFLOW = '.github/workflows/calendars.yml';
const ACTION = '.github/actions/belltower/action.yml';

type Asking = (question: string, guess: string) => Promise<string>;

async function ask(options: InitOptions, terminal: Terminal): Promise<Answers> {
  const asks = terminal.isInteractive && !options.yes;
  const lines = asks ? createInterface({ input: process.stdin, output: process.stderr }) : null;
  const answer: Asking = async (question, guess) =>
    lines ? (await lines.question(`${question} [${guess}] `)).trim() || guess : guess;
  try {
    return await gather(options, answer, terminal);
  } finally {
    lines?.close();
  }
}

async function gather(options: InitOptions, answer: Asking, terminal: Terminal): Promise<Answers> {
  const today = utcDateOf(terminal.now());
  const university = options.university ?? (await answer('What is the site called?', 'Course calendars'));
  const domain =
    options.domain ?? (await answer('A domain name of yours (events are known by it, for good)', guessDomain()));
  const zone = options.zone ?? (await answer('Time zone', Intl.DateTimeFormat().resolvedOptions().timeZone));
  if (!isZone(zone)) throw new UsageError(`${zone} is no time zone; they are called like America/New_York (--zone)`);
  const term = options.term ?? (await answer('Term', guessTerm(today)));
  refuseId(term, 'term');
  const monday = guessFirstMonday(term, today);
  const guess = `${monday} to ${addDays(monday, TERM_WEEKS * 7 - 3)}`;
  const span = options.classes ?? (await answer('First and last day of classes', guess));
  const classes = readSpan(span);
  if (!classes.ok) throw new UsageError(`--classes: ${classes.mistake.message}`);
  const course = options.course ?? (await answer('Course', guessCourse(options.from)));
  refuseId(course, 'course');
  const code = options.code ?? course.toUpperCase().replace(/^([A-Z]+)-?(\d)/, '$1 $2');
  const isGiven = { isClassesGiven: span !== guess, isZoneGiven: options.zone !== undefined };
  return {
    university,
    domain,
    zone,
    term,
    classes: classes.value,
    ...isGiven,
    course,
    code,
    title: options.title ?? code,
  };
}

function refuseId(id: string, what: 'term' | 'course'): void {
  if (isId(id) && !(what === 'term' && ROUTE_NAMES.has(id.toLowerCase()))) return;
  throw new UsageError(
    `“${id}” cannot be a ${what}’s id: letters, digits, - and _ only, such as ${what === 'term' ? 'spring-2027' : 'cs101'}`,
  );
}

/** A unique domain, if none is given. */
function guessDomain(): string {
  return `courses-${randomBytes(4).toString('hex')}.invalid`;
}

/** The term that is most likely to be published now. */
function guessTerm(today: string): string {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  if (month >= 10) return `spring-${year + 1}`;
  return month >= 4 ? `fall-${year}` : `spring-${year}`;
}

function guessCourse(page: string | undefined): string {
  const name = page === undefined ? '' : path.basename(path.resolve(page)).replace(/\.[^.]*$/, '');
  return isId(name) ? name : 'cs101';
}

function writeTerm({ term, zone, classes, isClassesGiven, isZoneGiven }: Answers): string {
  const guessed = { zone: !isZoneGiven, classes: !isClassesGiven };
  return draftTerm({ title: sayId(term), zone, guessed, week: guessWeek(zone), classes });
}

function writeCourse({ code, title }: Answers, terminal: Terminal): string {
  return draftCourse({ code, title, published: utcDateOf(terminal.now()) });
}

async function importFrom(from: string, answers: Answers, options: InitOptions, terminal: Terminal): Promise<number> {
  const { importPage, loadPages } = await import('./import-page.ts');
  const file = path.resolve(terminal.folder, from);
  const pages = await loadPages(file);
  const { code, title } = options;
  const named = { ...(code ? { code } : {}), ...(title ? { title } : {}) };
  const into = { term: answers.term, id: answers.course, into: 'data', ...named };
  return importPage(pages, file, path.join(terminal.folder, 'data'), into, terminal);
}

function writeReadme({ university, term, course }: Answers): string {
  return `# ${university}

Our course schedules, as calendars to subscribe to. \`data/\` contains the rules:

- \`data/courses/${term}/${course}.yaml\`: when the course meets, and its changes
- \`data/terms/${term}.yaml\`: first and last day of classes, breaks
- \`data/site.yaml\`: settings shared by all courses

## Changing something

Edit a file, here or on GitHub, and open a pull request: checks report problems and show how calendars would change. After
merging, the calendars are updated within minutes. Comments in the files explain their keys. The commands are

    npx belltower check     # report all problems
    npx belltower serve     # serve the pages on http://127.0.0.1:4180

## Publishing the first time

1. Push this folder to GitHub, on the branch \`main\`.
2. Settings → Pages → Source: **GitHub Actions**.
3. Actions → calendars → Run workflow, with *Nothing was published before* selected.

The branch \`belltower-revisions\` stores the revision numbers of published events. Do not delete it: without it, calendars
would take changes for outdated ones and ignore them.
`;
}

async function writePackage(): Promise<string> {
  const { version } = JSON.parse(await readFile(path.resolve(import.meta.dirname, '../../package.json'), 'utf8'));
  const scripts = { check: 'belltower check', start: 'belltower serve', build: 'belltower build --out _site' };
  return `${JSON.stringify({ private: true, scripts, dependencies: { belltower: version } }, null, 2)}\n`;
}

async function writeNew(folder: string, name: string, text: string, terminal: Terminal): Promise<void> {
  await writeWholeFile(path.join(folder, name), text, { isNew: true }).catch((error: unknown) => {
    if (error instanceof FileWriteError && error.code === 'EEXIST') throw new CommandError(`${name} is there already`);
    throw error;
  });
  terminal.out(`wrote ${name}`);
}

async function writeUnlessThere(folder: string, name: string, text: string, terminal: Terminal): Promise<void> {
  if (existsSync(path.join(folder, name))) terminal.out(`${name} is there already and stays as it is`);
  else await writeNew(folder, name, text, terminal);
}
