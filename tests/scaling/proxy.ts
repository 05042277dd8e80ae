/** nginx with a configuration of deploy/: ports and paths are this machine's, nothing else is touched. */
import { execFile, spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { Agent } from 'node:https';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { ask, type Place } from './exchange.ts';

const run = promisify(execFile);
const DEPLOY = path.resolve(import.meta.dirname, '../../deploy');
export const SITE = 'calendar.example.edu';

export interface RunningProxy {
  /** A place of its own for each group of clients: connections are not shared. */
  open(connections: number): Place;
  stop(): Promise<void>;
}

/** A file of deploy/, and where it has Belltower's processes. */
export interface Configuration {
  readonly file: string;
  readonly ports: readonly number[];
  /** nginx's own file, which includes it. */
  readonly surround: (folder: string, file: string) => string;
}

export const THREE_REPLICAS: Configuration = {
  file: 'scaling/nginx.conf',
  ports: [4181, 4182, 4183],
  surround: (folder, file) => surround(folder, file, 'events { worker_connections 4096; }'),
};

interface ProxyOptions {
  readonly folder: string;
  readonly configuration: Configuration;
  /** Where nginx listens: https, and http which only redirects. */
  readonly ports: readonly [number, number];
  readonly replicas: readonly number[];
}

/** What Debian's nginx.conf says around the files of conf.d, as far as it matters here. */
export function surround(folder: string, file: string, settings: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `worker_processes 2;
daemon off;
pid ${folder}/nginx.pid;
error_log ${folder}/nginx.log warn;
${settings}
http {
${temporary.map((name) => `    ${name}_temp_path ${folder}/${name};`).join('\n')}
    default_type application/octet-stream;
    include ${file};
}
`;
}

/** @throws Error naming the Debian package where a program is missing, or nginx's own words on the configuration. */
export async function startProxy({ folder, configuration, ports, replicas }: ProxyOptions): Promise<RunningProxy> {
  await need('nginx', ['-v'], 'nginx');
  await need('openssl', ['version'], 'openssl');
  await mkdir(folder, { recursive: true });
  const certificate = await makeCertificate(folder);
  const file = path.join(folder, 'belltower.conf');
  const main = path.join(folder, 'nginx.conf');
  const text = await readFile(path.join(DEPLOY, configuration.file), 'utf8');
  await writeFile(file, substitute(text, { folder, configuration, ports, replicas }));
  await writeFile(main, configuration.surround(folder, file));
  await run('nginx', ['-t', '-p', folder, '-c', main], { env: searchPath() });

  const nginx = spawn('nginx', ['-p', folder, '-c', main], { stdio: 'ignore', env: searchPath() });
  const ended = new Promise((resolve) => nginx.once('exit', resolve));
  const open = (connections: number): Place => ({
    secure: true,
    port: ports[0],
    name: SITE,
    agent: new Agent({ keepAlive: true, maxSockets: connections, ca: certificate, servername: SITE }),
  });
  const probe = open(1);
  for (let tries = 0; ; tries += 1) {
    if (await ask(probe, { path: '/metrics', patienceMs: 1000 }).catch(() => null)) break;
    if (nginx.exitCode !== null || tries > 100) throw new Error(`nginx does not start; its log: ${folder}/nginx.log`);
    await sleep(50);
  }
  probe.agent.destroy();
  return {
    open,
    async stop() {
      nginx.kill('SIGTERM');
      await ended;
    },
  };
}

/** Every replacement must find what it replaces: a configuration that was reworded is noticed here. */
function substitute(text: string, { folder, configuration, ports, replicas }: ProxyOptions): string {
  const letsEncrypt = `/etc/letsencrypt/live/${SITE}`;
  const replacements: readonly (readonly [string, string])[] = [
    ...(text.includes('proxy_cache_path') ? [['/var/cache/belltower', `${folder}/cache`] as const] : []),
    ['/var/log/nginx/belltower.log crit', `${folder}/belltower.log crit`],
    [`${letsEncrypt}/fullchain.pem`, `${folder}/certificate.pem`],
    [`${letsEncrypt}/privkey.pem`, `${folder}/key.pem`],
    ['listen 443 ', `listen 127.0.0.1:${ports[0]} `],
    ['listen 80;', `listen 127.0.0.1:${ports[1]};`],
    ...configuration.ports.map((port, index) => [`127.0.0.1:${port}`, `127.0.0.1:${replicas[index]}`] as const),
  ];
  return replacements.reduce((result, [from, to]) => {
    if (!result.includes(from)) throw new Error(`deploy/${configuration.file} no longer says “${from}”`);
    return result.replaceAll(from, to);
  }, text);
}

async function makeCertificate(folder: string): Promise<string> {
  const certificate = path.join(folder, 'certificate.pem');
  const args = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const names = ['-subj', `/CN=${SITE}`, '-addext', `subjectAltName=DNS:${SITE}`];
  await run('openssl', [...args, ...names, '-keyout', path.join(folder, 'key.pem'), '-out', certificate]);
  return await readFile(certificate, 'utf8');
}

async function need(program: string, args: readonly string[], packageName: string): Promise<void> {
  await run(program, args, { env: searchPath() }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    throw new Error(`there is no ${program} on this machine: apt-get install ${packageName} (Debian and Ubuntu)`);
  });
}

/** A plain login's path lacks the folders of system programs. */
function searchPath(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: [process.env.PATH, '/usr/sbin', '/sbin'].filter(Boolean).join(path.delimiter) };
}
