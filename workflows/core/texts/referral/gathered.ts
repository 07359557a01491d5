import type { ReferralEventBody } from '#core/referral/events.ts';
import type { Lang } from '../lang.ts';

type Answered = Extract<ReferralEventBody, { type: 'answered' }>;

/** What many events of one kind say together: 290 answers of a day are one thing to be told. */
export function gatheredReferralEvents(bodies: readonly ReferralEventBody[], lang: Lang): string | null {
  const count = bodies.length;
  switch (bodies[0]?.type) {
    case 'answered':
      return gatheredAnswers(
        bodies.filter((body): body is Answered => body.type === 'answered'),
        lang,
      );
    case 'declined':
      return { sv: `${count} har meddelat att inget svar kommer`, en: `${count} have said that they will not answer` }[lang];
    case 'extensionAsked':
      return { sv: `${count} begär anstånd`, en: `${count} ask for an extension` }[lang];
    default:
      return null;
  }
}

function gatheredAnswers(answers: readonly Answered[], lang: Lang): string {
  const late = answers.filter(({ isLate }) => isLate).length;
  const unasked = answers.filter(({ isAsked }) => !isAsked).length;
  const replacing = answers.filter(({ replaces }) => replaces).length;
  const marks = [
    late === 0 ? '' : { sv: `${late} sent`, en: `${late} late` }[lang],
    unasked === 0 ? '' : { sv: `${unasked} från ej tillfrågade`, en: `${unasked} from who was not asked` }[lang],
    replacing === 0 ? '' : { sv: `${replacing} i stället för ett tidigare`, en: `${replacing} in place of an earlier one` }[lang],
  ].filter((mark) => mark !== '');
  const among = marks.length === 0 ? '' : `, ${{ sv: 'varav', en: 'of which' }[lang]} ${marks.join(', ')}`;
  return { sv: `${answers.length} remissvar har kommit in${among}`, en: `${answers.length} answers have come in${among}` }[lang];
}
