import { followUpView } from '#core/agreement/followUp/view.ts';
import { type Context, worldName } from '../context.ts';
import { followUpDocument } from '../views/followUpDocument.ts';
import { readPart } from '../views/reading.ts';
import { agreementParams, answer, type App, problems } from './shared.ts';

const schema = {
  tags: ['agreements'],
  summary: "Its follow-up: deviations, assessments, findings, next year's revisions, and who has fetched which feedback",
  params: agreementParams,
  response: { 200: answer('the follow-up', followUpDocument), ...problems(404) },
};

export function followUpRoutes(app: App, context: Context): void {
  app.get('/agreements/:id/followup', { schema }, async ({ params }) => {
    const { summary, state, reading } = await readPart(context, params.id, (whole) => [whole.followUp, whole.deviations]);
    const { rehearsal, chain } = summary;
    return { world: worldName(rehearsal), rehearsal, chain, ...followUpView(state, reading) };
  });
}
