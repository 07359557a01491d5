import { z } from 'zod';

const postgresUrl = (text: string) => /^postgres(ql)?:\/\/[^/]+\/[^/?]+/.test(text) && URL.canParse(text);
const smtpUrl = (text: string) => /^smtps?:\/\/[^/]+/.test(text) && URL.canParse(text);
const webAddress = (text: string) => /^https?:\/\/[^/]+\/?$/.test(text) && URL.canParse(text);
const hostAndPort = (text: string) => /^(\[[0-9a-fA-F:]+\]|[^\s:/]+):\d{1,5}$/.test(text);

const port = z.coerce
  .number({ error: 'is not a number; give a port between 1 and 65535, or leave it out' })
  .int('is not a whole number; give a port between 1 and 65535')
  .min(1, 'is below 1; give a port between 1 and 65535')
  .max(65_535, 'is above 65535; give a port between 1 and 65535');
const yesOrNo = z
  .enum(['true', 'false', '1', '0'], { error: 'is neither true nor false; write true or false' })
  .transform((given) => given === 'true' || given === '1');
const anyText = z.string().optional();

/** Every environment variable that the program reads. Messages continue the variable's name. */
export const variablesSchema = z.object({
  ARSCYKEL_DATA_DIR: anyText,
  ARSCYKEL_CACHE_DIR: anyText,
  XDG_CACHE_HOME: anyText,
  HOME: anyText,
  DATABASE_URL: z
    .string()
    .refine(
      postgresUrl,
      'is not a Postgres address; write postgres://user:password@host:5432/database, or leave it out to use the embedded Postgres',
    )
    .optional(),
  DATABASE_OWNER_URL: z
    .string()
    .refine(
      postgresUrl,
      'is not a Postgres address; write postgres://owner:password@host:5432/database, or leave it out where DATABASE_URL is the owner',
    )
    .optional(),
  SMTP_URL: z
    .string()
    .refine(
      smtpUrl,
      'is not a mail server; write smtp://user:password@host:587 or smtps://…, or leave it out to catch mails locally',
    )
    .optional(),
  ARSCYKEL_MAIL_FROM: z
    .string()
    .regex(/@[^\s@]+\.[^\s@]+>?$/, 'is not a sender; write name@host or "Name <name@host>"')
    .default('Årscykel <arscykel@example.org>'),
  ARSCYKEL_PUBLIC_URL: z
    .string()
    .refine(
      webAddress,
      'is not a web address; write https://host without a path, or leave it out to let links point at this machine',
    )
    .transform((text) => text.replace(/\/$/, ''))
    .optional(),
  ARSCYKEL_PORT: port.default(7420),
  ARSCYKEL_INBOX_PORT: port.default(7421),
  ARSCYKEL_SIGNING_KEY_FILE: anyText,
  ARSCYKEL_CHECKPOINTS: anyText,
  AWS_ACCESS_KEY_ID: anyText,
  AWS_SECRET_ACCESS_KEY: anyText,
  AWS_SESSION_TOKEN: anyText,
  AWS_REGION: z.string().default('us-east-1'),
  AWS_ENDPOINT_URL_S3: z
    .string()
    .refine(webAddress, 'is not a web address; write https://host without a path, or leave it out for Amazon S3')
    .transform((text) => text.replace(/\/$/, ''))
    .optional(),
  ARSCYKEL_LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'is not a log level; write trace, debug, info, warn, error, fatal or silent',
    })
    .default('info'),
  ARSCYKEL_REHEARSAL_NAMESPACE: z.string().default('arscykel-rehearsal'),
  TEMPORAL_NAMESPACE: z.string().default('arscykel-live'),
  TEMPORAL_ADDRESS: z
    .string()
    .refine(hostAndPort, "is not host:port; write for instance 127.0.0.1:7233, or leave it out to start Temporal's server here")
    .optional(),
  TEMPORAL_API_KEY: anyText,
  TEMPORAL_TLS: yesOrNo.optional(),
  TEMPORAL_TLS_CLIENT_CERT_PATH: anyText,
  TEMPORAL_TLS_CLIENT_CERT_DATA: anyText,
  TEMPORAL_TLS_CLIENT_KEY_PATH: anyText,
  TEMPORAL_TLS_CLIENT_KEY_DATA: anyText,
  TEMPORAL_TLS_SERVER_CA_CERT_PATH: anyText,
  TEMPORAL_TLS_SERVER_CA_CERT_DATA: anyText,
  TEMPORAL_TLS_SERVER_NAME: anyText,
});

export type Variables = z.output<typeof variablesSchema>;

/** Standard Temporal variables that would silently do nothing here, each with what to do instead. */
export const unsupported: Readonly<Record<string, string>> = {
  TEMPORAL_CONFIG_FILE: 'is not read; give the address, namespace and certificates as TEMPORAL_… variables',
  TEMPORAL_PROFILE: 'is not read; give the address, namespace and certificates as TEMPORAL_… variables',
  TEMPORAL_TLS_DISABLE_HOST_VERIFICATION:
    "is not supported; give the server's certificate authority in TEMPORAL_TLS_SERVER_CA_CERT_PATH and its name in TEMPORAL_TLS_SERVER_NAME",
};
