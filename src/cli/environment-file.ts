/** The settings file of an installed Belltower, shared with the service's unit. The environment overrides it. */
import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { parseEnv } from 'node:util';
import { CommandError } from './exit.ts';

const INSTALLED = '/etc/belltower/belltower.env';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The environment, with the settings of the file named by BELLTOWER_ENV, or of the installed one if it exists;
 * an empty BELLTOWER_ENV means no file.
 * @throws CommandError for a file that cannot be read
 */
export function readEnvironment(environment: Environment, installed = INSTALLED): Environment {
  const named = environment.BELLTOWER_ENV;
  if (named === '') return environment;
  const text = readSettings(named ?? installed, named === undefined);
  return text === null ? environment : { ...parseEnv(text), ...environment };
}

function readSettings(file: string, mayBeMissing: boolean): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (mayBeMissing && (code === 'ENOENT' || code === 'ENOTDIR')) return null;
    if (code !== 'EACCES') throw new CommandError(`cannot read the settings: ${message}`);
    throw new CommandError(
      `${userInfo().username} may not read the settings in ${file}: run this as the service’s user, such as ` +
        '`sudo -u belltower belltower status`; or set BELLTOWER_ENV= to nothing, for other settings',
    );
  }
}
