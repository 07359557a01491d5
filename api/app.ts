import { fastify, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { guardBorder } from './border.ts';
import type { Context } from './context.ts';
import { addHeaders, describeRoutes, documentationRoutes } from './docs.ts';
import { answerBrokenRequest, answerError, answerUnknownRoute } from './errors.ts';
import { refuseBadInput } from './input.ts';
import { agreementRoutes } from './routes/agreements.ts';
import { burdenRoutes } from './routes/burden.ts';
import { commandRoutes } from './routes/commands.ts';
import { consultationRoutes } from './routes/consultation.ts';
import { followUpRoutes } from './routes/followUp.ts';
import { frameworkRoutes } from './routes/frameworks.ts';
import { healthRoutes } from './routes/health.ts';
import { moneyRoutes } from './routes/money.ts';
import { openingRoutes } from './routes/opening.ts';
import { recipientsRoutes } from './routes/recipients.ts';
import { referralRoutes } from './routes/referrals.ts';
import { registerRoutes } from './routes/registers.ts';
import { whatIfRoutes } from './routes/whatIf.ts';

export interface AppParts extends Context {
  /** The program's own version. */
  version: string;
  /** Left out: nothing is logged. */
  log?: FastifyBaseLogger;
}

/** A rehearsal's full id with the longest names, each character written as three. */
const MAX_PARAM_LENGTH = 600;
const BODY_LIMIT_BYTES = 1_000_000;

/** The API apart from any server: its routes, its border and its description. Reads ask the database, commands the gateway. */
export function buildApp({ version, log, ...context }: AppParts): FastifyInstance {
  const app = fastify({
    ...(log === undefined ? {} : { loggerInstance: log }),
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
  guardBorder(app);
  app.addHook('preValidation', refuseBadInput);
  addHeaders(app);
  describeRoutes(app, version);
  void app.register(async (scope) => {
    const typed = scope.withTypeProvider<ZodTypeProvider>();
    agreementRoutes(typed, context);
    consultationRoutes(typed, context);
    followUpRoutes(typed, context);
    moneyRoutes(typed, context);
    recipientsRoutes(typed, context);
    frameworkRoutes(typed, context);
    referralRoutes(typed, context);
    registerRoutes(typed, context);
    openingRoutes(typed, context);
    commandRoutes(typed, context);
    whatIfRoutes(typed, context);
    burdenRoutes(typed, context);
    healthRoutes(typed, context, version);
  });
  void app.register(documentationRoutes);
  return app;
}
