import { fastify, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { guardBorder } from './border.ts';
import type { Context } from './context.ts';
import { addHeaders, describeRoutes, documentationRoutes } from './docs.ts';
import { answerBrokenRequest, answerError, answerUnknownRoute } from './errors.ts';
import { refuseBadInput } from './input.ts';
import { noteReads } from './reads.ts';
import { agreementRoutes } from './routes/agreements.ts';
import { aroundRoutes } from './routes/around.ts';
import { auditRoutes } from './routes/audit/audit.ts';
import type { WholeRecord } from './routes/audit/whole.ts';
import { burdenRoutes } from './routes/burden.ts';
import { commandRoutes } from './routes/commands.ts';
import { consultationRoutes } from './routes/consultation.ts';
import { followUpRoutes } from './routes/followUp.ts';
import { frameworkRoutes } from './routes/frameworks.ts';
import { healthRoutes } from './routes/health.ts';
import { moneyRoutes } from './routes/money.ts';
import { calendarRoutes } from './routes/calendar.ts';
import { makeLinks } from '../infra/gateway/links.ts';
import { pages } from './pages/pages.ts';
import { requestInLog } from './pages/withoutTokens.ts';
import { openingRoutes } from './routes/opening.ts';
import { processRoutes } from './routes/processes.ts';
import { recipientsRoutes } from './routes/recipients.ts';
import { referralRoutes } from './routes/referrals.ts';
import { registerRoutes } from './routes/registers.ts';
import { roomRoutes } from './routes/rooms.ts';
import { versionRoutes } from './routes/versions.ts';
import { taskRoutes } from './routes/tasks.ts';
import { whatIfRoutes } from './routes/whatIf.ts';

export interface AppParts extends Context {
  /** The program's own version. */
  version: string;
  /** What is opened by links without an account. Left out: nothing is. */
  outside?: {
    /** Where links lead, without a slash at its end. */
    publicUrl: string;
    /** What the UIDs of calendar dates end in: the same as in mails. */
    mailDomain: string;
  };
  /** Left out: no record is gone over or handed out whole. */
  record?: WholeRecord;
  /** Left out: nothing is logged. */
  log?: FastifyBaseLogger;
}

/** A rehearsal's full id with the longest names, each character written as three. */
const MAX_PARAM_LENGTH = 600;
const BODY_LIMIT_BYTES = 1_000_000;

/** The API apart from any server: its routes, its border and its description. Reads ask the database, commands the gateway. */
export function buildApp({ version, log, outside, record, ...context }: AppParts): FastifyInstance {
  const app = fastify({
    ...(log === undefined ? {} : { loggerInstance: log.child({}, { serializers: { req: requestInLog } }) }),
    bodyLimit: BODY_LIMIT_BYTES,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    // A caller's id would let one write into the log under another's.
    requestIdHeader: false,
    frameworkErrors: (error, request, reply) => void answerError(error, request, reply),
    clientErrorHandler: answerBrokenRequest,
    return503OnClosing: false,
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerError);
  app.setNotFoundHandler(answerUnknownRoute);
  guardBorder(app, outside?.publicUrl ?? null);
  app.addHook('preValidation', refuseBadInput);
  addHeaders(app);
  describeRoutes(app, version);
  void app.register(async (scope) => {
    noteReads(scope, context);
    const typed = scope.withTypeProvider<ZodTypeProvider>();
    agreementRoutes(typed, context);
    consultationRoutes(typed, context);
    followUpRoutes(typed, context);
    moneyRoutes(typed, context);
    recipientsRoutes(typed, context);
    frameworkRoutes(typed, context);
    referralRoutes(typed, context);
    processRoutes(typed, context);
    aroundRoutes(typed, context);
    versionRoutes(typed, context);
    roomRoutes(typed, context);
    registerRoutes(typed, context);
    openingRoutes(typed, context);
    commandRoutes(typed, context);
    taskRoutes(typed, context);
    whatIfRoutes(typed, context);
    burdenRoutes(typed, context);
    auditRoutes(typed, context, version, record);
    healthRoutes(typed, context, version);
  });
  if (outside !== undefined) {
    const { live, gateway, now } = context;
    const links = makeLinks({ live, gateway, now });
    void app.register((scope) => pages(scope, { links, now, publicUrl: outside.publicUrl }));
    calendarRoutes(app, { live, now, mailDomain: outside.mailDomain });
  }
  void app.register(documentationRoutes);
  return app;
}
