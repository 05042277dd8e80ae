/** `belltower staff` and `belltower token`: people with access to the desk, and tokens for scripts. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { createRulesSource } from '../desk/change/current-rules.ts';
import type { DeskContext } from '../desk/desk-context.ts';
import { COMMAND_LINE } from '../desk/desk-context.ts';
import { forgetAccounts } from '../desk/sign-in/campus-account.ts';
import { renewStaff } from '../desk/sign-in/signing-in.ts';
import { addStaff } from '../desk/staff/adding.ts';
import { listTokens, makeToken, revokeToken } from '../desk/staff/api-tokens.ts';
import { removeStaff } from '../desk/staff/removing.ts';
import { importRoster } from '../desk/staff/roster.ts';
import { systemClock } from '../domain/clock.ts';
import { utcDateOf } from '../domain/date.ts';
import { isCourseKey, isId } from '../domain/id.ts';
import { createInstaller } from '../feeds/install-publication.ts';
import { openFolderFiles } from '../publish/rules-files.ts';
import type { CommandLine } from './command-line.ts';
import { CommandError, UsageError } from './exit.ts';
import { addFolderOptions, type FolderOptions, readFolderOptions } from './folder-options.ts';
import { openStore } from './open-store.ts';
import { findSiteAddress } from './site-address.ts';
import { tellJson } from './tell-json.ts';
import type { Terminal } from './terminal.ts';

/** Ignores problems of single courses: rights can be given anyway. */
const UNHEARD = { raise: () => undefined, clear: () => undefined };

interface ScopeOptions extends FolderOptions {
  readonly course?: string;
  readonly term?: string;
  readonly site?: boolean;
}

type ListOptions = ScopeOptions & { readonly json?: boolean };

type RoleOptions = ScopeOptions & { readonly role?: string; readonly name?: string; readonly days?: string };

export function addStaffCommands({ program, terminal }: CommandLine): void {
  const staff = program
    .command('staff')
    .description('say who may change meetings at the desk, and send them sign-in links');
  scoped(staff.command('add'))
    .description('give somebody a role, and print their sign-in link')
    .argument('<mail>', 'their mail address')
    .option('--role <role>', 'viewer, editor or head of a course; publisher of a term; owner of the site')
    .option('--name <name>', 'how they are called')
    .action((mail: string, options: RoleOptions) =>
      withDesk(options, terminal, (desk, link) => add(desk, link, mail, options, terminal)),
    );
  scoped(staff.command('import'))
    .description('add everybody of a roster (CSV: mail, name, role, course); a second time changes nothing')
    .argument('<file>', 'the roster')
    .option('--role <role>', 'for those whose line gives none (default: editor)')
    .action((file: string, options: RoleOptions) =>
      withDesk(options, terminal, (desk, link) => importAll(desk, link, file, options, terminal)),
    );
  scoped(staff.command('list'))
    .description('list who works here, with their roles')
    .option('--json', 'print them as JSON')
    .action((options: ListOptions) => withDesk(options, terminal, (desk) => list(desk, options, terminal)));
  scoped(staff.command('remove'))
    .description('take somebody’s role away; without --course, --term or --site all of them')
    .argument('<mail>', 'their mail address')
    .action((mail: string, options: ScopeOptions) =>
      withDesk(options, terminal, async (desk) => {
        const outcome = await removeStaff(desk, COMMAND_LINE, mail, scopeOf(options));
        if (outcome.type === 'refused') throw new CommandError(`nothing was changed: ${outcome.why}`);
        terminal.out(`${mail} was removed; what they did stays in the history`);
      }),
    );
  addFolderOptions(staff.command('link'))
    .description('print a fresh sign-in link for somebody who works here')
    .argument('<mail>', 'their mail address')
    .action((mail: string, options: FolderOptions) =>
      withDesk(options, terminal, async (desk, link) => {
        const secret = await renewStaff(desk, COMMAND_LINE, mail);
        if (secret === null) throw new CommandError(`${mail} does not work here: \`belltower staff add\` first`);
        terminal.out(await link(secret));
      }),
    );

  addFolderOptions(staff.command('forget-account'))
    .description('let another campus account sign in as somebody: the next one that does is theirs')
    .argument('[mail]', 'their mail address')
    .option('--all', 'of everybody, as where the campus changes its provider')
    .action((mail: string | undefined, options: FolderOptions & { all?: boolean }) =>
      withDesk(options, terminal, async (desk) => {
        if ((mail === undefined) === (options.all !== true)) throw new UsageError('say whose: MAIL, or --all');
        const count = await forgetAccounts(desk, COMMAND_LINE, mail ?? null);
        if (count === 0 && mail !== undefined) throw new CommandError(`${mail} has not signed in by a campus account`);
        terminal.out(`${count} campus ${count === 1 ? 'account is' : 'accounts are'} forgotten`);
      }),
    );

  const token = program.command('token').description('keys for scripts that use the API');
  scoped(token.command('make'))
    .description('make a token and print it, this once')
    .argument('<label>', 'what it is for')
    .option('--role <role>', 'as for staff (default: editor)')
    .option('--days <number>', 'how long it lasts (default: until it is revoked)')
    .action((label: string, options: RoleOptions) =>
      withDesk(options, terminal, (desk) => makeOne(desk, label, options, terminal)),
    );
  scoped(token.command('list'))
    .description('list tokens, without their secrets')
    .option('--json', 'print them as JSON')
    .action((options: ListOptions) => withDesk(options, terminal, (desk) => listAll(desk, options, terminal)));
  scoped(token.command('revoke'))
    .description('end a token, at once')
    .argument('<id>', 'its id, as `token list` shows it')
    .action((id: string, options: ScopeOptions) =>
      withDesk(options, terminal, async (desk) => {
        if (!(await revokeToken(desk, COMMAND_LINE, id, needScope(options))))
          throw new CommandError(`there is no open token ${id} there`);
        terminal.out(`token ${id} is revoked`);
      }),
    );
}

function scoped(command: Command): Command {
  return addFolderOptions(command)
    .option('--course <key>', 'the course, such as fall-2018/cos418')
    .option('--term <id>', 'or the term, such as fall-2018')
    .option('--site', 'or the whole site');
}

/** Null if not given. */
function scopeOf({ course, term, site }: ScopeOptions): string | null {
  const said = [course, term, site === true ? '*' : undefined].filter((one) => one !== undefined);
  if (said.length > 1) throw new UsageError('say one of --course, --term and --site');
  if (course !== undefined && !isCourseKey(course))
    throw new UsageError('a course is named term/course, such as fall-2018/cos418');
  if (term !== undefined && !isId(term)) throw new UsageError('a term is named by its id, such as fall-2018');
  return said[0] ?? null;
}

function needScope(options: ScopeOptions): string {
  const scope = scopeOf(options);
  if (scope === null) throw new UsageError('say over what: --course fall-2018/cos418, --term fall-2018, or --site');
  return scope;
}

/** The address of a sign-in link. */
type LinkMaker = (secret: string) => Promise<string>;

async function withDesk(
  options: FolderOptions,
  terminal: Terminal,
  work: (desk: DeskContext, link: LinkMaker) => Promise<void>,
): Promise<void> {
  const config = readFolderOptions(options, terminal);
  const store = await openStore(config, { create: false });
  try {
    const files = config.database === null ? await openFolderFiles(config.data) : null;
    const installer = createInstaller({ store, last: null, forget: () => undefined, conditions: UNHEARD });
    if (!installer.read) for (const course of await store.courseIndex()) installer.index(course);
    const desk: DeskContext = {
      store,
      clock: systemClock,
      rules: createRulesSource(store, files ? () => files : null),
      courses: installer.courses,
      catchUp: async () => undefined,
      mail: null,
    };
    let address: Promise<string> | null = null;
    await work(desk, async (secret) => {
      address ??= findSiteAddress(config, store, terminal);
      return `${await address}/desk/sign-in/${secret}`;
    });
  } finally {
    await store.close();
  }
}

/** The default role: editor of a course; publisher of a term; owner of the site. */
function roleOf({ role }: RoleOptions, scope: string): string {
  return role ?? (scope === '*' ? 'owner' : scope.includes('/') ? 'editor' : 'publisher');
}

async function add(
  desk: DeskContext,
  link: LinkMaker,
  mail: string,
  options: RoleOptions,
  terminal: Terminal,
): Promise<void> {
  const scope = needScope(options);
  const role = roleOf(options, scope);
  const outcome = await addStaff(desk, COMMAND_LINE, { mail, name: options.name ?? null, role, scope });
  if (outcome.type === 'refused') throw new CommandError(`nobody was added: ${outcome.why}`);
  terminal.out(
    `${outcome.member.mail} is ${role} of ${scope === '*' ? 'everything' : scope}. Their sign-in link, for once within 7 days:`,
  );
  if (outcome.secret !== null) terminal.out(await link(outcome.secret));
}

async function importAll(
  desk: DeskContext,
  link: LinkMaker,
  file: string,
  options: RoleOptions,
  terminal: Terminal,
): Promise<void> {
  const text = await readFile(path.resolve(terminal.folder, file), 'utf8').catch(() => {
    throw new CommandError(`cannot read ${file}`);
  });
  const given = { role: options.role ?? 'editor', scope: scopeOf(options) ?? '' };
  const outcome = await importRoster(desk, COMMAND_LINE, text, given);
  if (outcome.problems.length > 0) throw new CommandError(['nobody was added:', ...outcome.problems].join('\n  '));
  for (const { mail, secret } of outcome.added) terminal.out(secret === null ? mail : `${mail} ${await link(secret)}`);
  terminal.out(`${outcome.added.length} added or changed, ${outcome.same} as before`);
}

async function list(desk: DeskContext, options: ListOptions, terminal: Terminal): Promise<void> {
  const scope = scopeOf(options);
  const members = await desk.store.listStaff(scope ?? undefined);
  if (options.json) {
    const told = members.map(({ mail, name, grants }) => {
      return { mail, name, roles: grants.map(({ role, scope: over }) => ({ role, scope: over })) };
    });
    return tellJson(terminal, 'staff list', told);
  }
  if (members.length === 0) terminal.out('nobody yet: `belltower staff add MAIL --course TERM/COURSE --role editor`');
  for (const { mail, name, grants } of members) {
    const roles = grants.map((grant) => `${grant.role} of ${grant.scope === '*' ? 'everything' : grant.scope}`);
    terminal.out(`${mail}${name === null ? '' : ` (${name})`}: ${roles.join(', ')}`);
  }
}

async function makeOne(desk: DeskContext, label: string, options: RoleOptions, terminal: Terminal): Promise<void> {
  const scope = needScope(options);
  const days = options.days === undefined ? null : Number(options.days);
  const outcome = await makeToken(desk, COMMAND_LINE, { label, role: roleOf(options, scope), scope, days });
  if (outcome.type === 'refused') throw new CommandError(`no token was made: ${outcome.why}`);
  terminal.out(outcome.secret);
}

async function listAll(desk: DeskContext, options: ListOptions, terminal: Terminal): Promise<void> {
  const scope = scopeOf(options);
  const tokens = scope === null ? await desk.store.listApiTokens() : await listTokens(desk, scope);
  if (options.json) {
    const told = tokens.map(({ id, label, role, scope: over, madeAt, madeBy, expiresAt, revokedAt }) => {
      return { id, label, role, scope: over, madeAt, madeBy, expiresAt, revokedAt };
    });
    return tellJson(terminal, 'token list', told);
  }
  if (tokens.length === 0) terminal.out('no tokens yet');
  for (const token of tokens) {
    const validity =
      token.revokedAt !== null ? 'revoked' : token.expiresAt === null ? 'open' : `until ${utcDateOf(token.expiresAt)}`;
    terminal.out(`${token.id}  ${token.label}: ${token.role} of ${token.scope}, made by ${token.madeBy}, ${validity}`);
  }
}
