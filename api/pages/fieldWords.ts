import type { Lang, Text } from '#core/texts/lang.ts';

interface FieldWords extends Text {
  hint?: Readonly<Record<Lang, string>>;
}

const amount = { sv: 'Med enhet: 84,5 mnkr eller 500 000 kr', en: 'With its unit: 84.5 mnkr or 500 000 kr' };

/** What fields and choices are called on pages; one that is not here is called what its schema calls it. */
export const fieldWords: Readonly<Record<string, FieldWords>> = {
  activities: { sv: 'Genomförda aktiviteter', en: 'Activities carried out' },
  development: { sv: 'Hur arbetet har utvecklats mot målen', en: 'How the work developed against its goals' },
  reasons: {
    sv: 'Varför mål inte har nåtts',
    en: 'Why goals were not met',
    hint: { sv: 'Lämna tomt om målen har nåtts.', en: 'Leave it empty where they were.' },
  },
  nothing: { sv: 'Inget att redovisa', en: 'Nothing to report' },
  area: { sv: 'Område', en: 'Area' },
  measure: { sv: 'Insats', en: 'Measure' },
  used: { sv: 'Använda medel', en: 'Funds used', hint: amount },
  unspent: { sv: 'Medel som inte har använts', en: 'Funds unspent', hint: amount },
  amount: { sv: 'Belopp', en: 'Amount', hint: amount },
  to: { sv: 'Önskat nytt datum', en: 'The new date you ask for' },
  until: { sv: 'Önskat nytt datum', en: 'The new date you ask for' },
  stance: { sv: 'Ställningstagande', en: 'Stance' },
  for: { sv: 'för', en: 'for' },
  against: { sv: 'emot', en: 'against' },
  comment: { sv: 'synpunkt', en: 'comment' },
  statement: { sv: 'Yttrande', en: 'Statement' },
  providers: {
    sv: 'Hur utförarna har deltagit',
    en: 'How contracted providers took part',
    hint: { sv: 'Frivilligt.', en: 'Optional.' },
  },
  result: { sv: 'Vad som har gjorts', en: 'What was done' },
  answers: { sv: 'Svar', en: 'Answers' },
  answer: { sv: 'Svar', en: 'Answer' },
  reference: { sv: 'Er referens', en: 'Your reference' },
  signedBy: { sv: 'Undertecknad av', en: 'Signed by' },
  whole: { sv: 'Ställningstagande i sin helhet', en: 'Position on the whole' },
  position: { sv: 'Ställningstagande', en: 'Position' },
  supports: { sv: 'tillstyrker', en: 'supports' },
  supportsPartly: { sv: 'tillstyrker delvis eller med förbehåll', en: 'supports in part or with reservations' },
  noObjection: { sv: 'ingen erinran', en: 'no objection' },
  opposes: { sv: 'avstyrker', en: 'opposes' },
  abstains: { sv: 'avstår från att yttra sig', en: 'abstains' },
  items: { sv: 'Svar på delar och frågor', en: 'Answers to parts and questions' },
  item: { sv: 'Del eller fråga', en: 'Part or question' },
  text: { sv: 'Text', en: 'Text' },
  requests: { sv: 'Vad ni begär', en: 'What you ask for' },
  decision: {
    sv: 'Beslutet bakom svaret',
    en: 'The decision behind the answer',
    hint: { sv: 'Frivilligt.', en: 'Optional.' },
  },
  body: { sv: 'Organ', en: 'Body' },
  decidedOn: { sv: 'Beslutat den', en: 'Decided on' },
  paragraph: { sv: 'Paragraf', en: 'Paragraph' },
  outcome: { sv: 'Utfall', en: 'Outcome' },
  asProposed: { sv: 'enligt förslaget', en: 'as proposed' },
  changed: { sv: 'ändrat', en: 'changed' },
  rejected: { sv: 'avslag', en: 'rejected' },
  postponed: { sv: 'bordlagt', en: 'postponed' },
  sentBack: { sv: 'återremiss', en: 'sent back' },
  adoptedOn: { sv: 'Justerat den', en: 'Adopted on' },
  dispatchedOn: { sv: 'Expedierat den', en: 'Dispatched on' },
};
