import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type SealingConfig, sealingConfig } from './sealing.ts';
import { type TemporalTarget, temporalTarget } from './temporalTarget.ts';
import { unsupported, type Variables, variablesSchema } from './variables.ts';

/** Everything the environment decides. A null address means: the embedded part. Paths are absolute. */
export interface Config {
  projectRoot: string;
  dataDir: string;
  cacheDir: string;
  databaseUrl: string | null;
  /** The database as its owner, for migrations; null: `databaseUrl` is the owner's. */
  databaseOwnerUrl: string | null;
  smtpUrl: string | null;
  mailFrom: string;
  /** A wish: where it is taken the stack finds another, and says so. */
  apiPort: number;
  inboxPort: number;
  /** Where links in mails lead, without a slash at its end. */
  publicUrl: string;
  logLevel: Variables['ARSCYKEL_LOG_LEVEL'];
  temporal: TemporalTarget;
  sealing: SealingConfig;
}

/** The environment is wrong: `message` has one line per variable, each with what would be right. */
export class ConfigError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`The environment needs correcting:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

const projectRoot = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The only reader of the environment. Empty variables count as not set. Throws ConfigError with every mistake at once. */
export function loadConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
  const problems = Object.entries(unsupported).flatMap(([name, remedy]) => (name in given ? [`${name} ${remedy}`] : []));
  const parsed = variablesSchema.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError([...problems, ...parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)]);
  }
  const variables = parsed.data;
  const temporal = temporalTarget(variables, given, problems);
  const dataDir = resolve(variables.ARSCYKEL_DATA_DIR ?? join(projectRoot, '.arscykel'));
  const sealing = sealingConfig(variables, dataDir, problems);
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    projectRoot,
    dataDir,
    cacheDir: cacheDirectory(variables),
    databaseUrl: variables.DATABASE_URL ?? null,
    databaseOwnerUrl: variables.DATABASE_OWNER_URL ?? null,
    smtpUrl: variables.SMTP_URL ?? null,
    mailFrom: variables.ARSCYKEL_MAIL_FROM,
    apiPort: variables.ARSCYKEL_PORT,
    inboxPort: variables.ARSCYKEL_INBOX_PORT,
    publicUrl: variables.ARSCYKEL_PUBLIC_URL ?? `http://127.0.0.1:${variables.ARSCYKEL_PORT}`,
    logLevel: variables.ARSCYKEL_LOG_LEVEL,
    temporal,
    sealing,
  };
}

/** The environment for a child process: ours with `extra` over it. */
export function childEnvironment(extra: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...process.env, ...extra };
}

function cacheDirectory(variables: Variables): string {
  if (variables.ARSCYKEL_CACHE_DIR !== undefined) return resolve(variables.ARSCYKEL_CACHE_DIR);
  return resolve(variables.XDG_CACHE_HOME ?? join(variables.HOME ?? homedir(), '.cache'), 'arscykel');
}
