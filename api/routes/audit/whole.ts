import { z } from 'zod';
import { exportRecord } from '../../../audit/export/exportRecord.ts';
import { isWhollyCovered } from '../../../audit/mandates/cover.ts';
import { scopeOfChain } from '../../../audit/verify/meant.ts';
import { verifyRecord } from '../../../audit/verify/verify.ts';
import type { SealingConfig } from '../../../infra/config/sealing.ts';
import type { TemporalAccess } from '../../../infra/gateway/connectTemporal.ts';
import type { Context } from '../../context.ts';
import { langOf } from '../../language.ts';
import { answer, type App, problems } from '../shared.ts';
import { actAs, auditorIn, uncovered } from './asking.ts';
import { matterParams } from './matters.ts';
import { asAuditor } from '#core/around/entry.ts';

/** What is needed to go over a whole record and to hand it out. */
export interface WholeRecord {
  databaseUrl: string;
  sealing: SealingConfig;
  /** Of the live world. */
  temporal: TemporalAccess;
}

const tags = ['audit'];
/** Findings of each kind that are answered with; all are counted. */
const FINDINGS = 100;

const verifySchema = {
  tags,
  summary: 'Go over the record of a matter: its chains, checkpoints, kept copies, documents, texts and what is shown of it',
  headers: actAs,
  params: matterParams,
  response: {
    200: answer(
      'what was gone over and found',
      z.looseObject({ isSound: z.boolean().meta({ description: 'whether nothing was found' }), events: z.int() }),
    ),
    ...problems(403, 404),
  },
};

const exportSchema = {
  tags,
  summary: 'The whole record of a matter as a ZIP that can be verified without this system; that it was taken out is recorded',
  headers: actAs,
  params: matterParams,
  response: {
    200: { description: 'the ZIP', content: { 'application/zip': { schema: z.unknown() } } },
    ...problems(403, 404),
  },
};

/** What is done with the whole of a matter's record. */
export function wholeRoutes(app: App, context: Context, version: string, { databaseUrl, sealing, temporal }: WholeRecord): void {
  app.get('/audit/processes/:id/verify', { schema: verifySchema }, async ({ params, headers }) => {
    const { process } = await auditorIn(context, headers['x-act-as'], params.id);
    return { ...(await verifyRecord(databaseUrl, scopeOfChain(process.chain), { limit: FINDINGS })) };
  });
  app.get('/audit/processes/:id/export', { schema: exportSchema }, async (request, reply) => {
    const { auditor, process } = await auditorIn(context, request.headers['x-act-as'], request.params.id);
    if (!isWhollyCovered(auditor.cover, process.chain)) throw uncovered(auditor, 'wholeNotCovered', {});
    const exported = await exportRecord({
      worlds: context,
      chain: process.chain,
      temporal: process.rehearsal === null ? temporal : null,
      sealing,
      version,
      by: asAuditor(auditor.person),
      lang: langOf(request),
    });
    const name = `${process.shortId.replaceAll(/[^A-Za-z0-9.-]+/g, '-')}.zip`;
    return reply
      .type('application/zip')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .header('x-sha256', exported.sha256)
      .send(exported.content);
  });
}
