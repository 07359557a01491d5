import { consultationView } from '#core/agreement/consultation/view.ts';
import { type Context, worldName } from '../context.ts';
import { consultationDocument } from '../views/consultationDocument.ts';
import { readPart } from '../views/reading.ts';
import { agreementParams, answer, type App, problems } from './shared.ts';

const schema = {
  tags: ['agreements'],
  summary: 'Its consultation: who was asked and answered, and what became of each proposal and statement',
  params: agreementParams,
  response: { 200: answer('the consultation', consultationDocument), ...problems(404) },
};

export function consultationRoutes(app: App, context: Context): void {
  app.get('/agreements/:id/consultation', { schema }, async ({ params }) => {
    const { summary, state, reading } = await readPart(context, params.id, (whole) => whole.consultation);
    const { rehearsal, chain } = summary;
    return { world: worldName(rehearsal), rehearsal, chain, ...consultationView(state, reading) };
  });
}
