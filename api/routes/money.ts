import { asItStands } from '#core/agreement/asItStands.ts';
import { moneyView } from '#core/agreement/funds/view.ts';
import type { Lang } from '#core/texts/lang.ts';
import { namesOf } from '#core/texts/names.ts';
import { type Context, existingState, worldName } from '../context.ts';
import { langOf } from '../language.ts';
import { moneyBody, moneyDocument } from '../views/moneyDocument.ts';
import { agreementParams, answer, type App, problems } from './shared.ts';

const schema = {
  tags: ['agreements'],
  summary: 'Where every öre is: area by area, measure by measure, recipient by recipient',
  params: agreementParams,
  response: { 200: answer('the money', moneyDocument), ...problems(404) },
};

export function moneyRoutes(app: App, context: Context): void {
  app.get('/agreements/:id/money', { schema }, (request) => shown(context, request.params.id, langOf(request)));
}

async function shown(context: Context, id: string, lang: Lang) {
  const { summary, state } = await existingState(context, id);
  const { rehearsal, chain } = summary;
  const body = moneyBody(moneyView(state), namesOf(asItStands(state)), lang);
  return { world: worldName(rehearsal), rehearsal, chain, ...body };
}
