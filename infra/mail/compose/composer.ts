import { readFileSync } from 'node:fs';
import { calendarFile } from '../../calendar/ics.ts';
import { Liquid } from 'liquidjs';
import type { MailComposer, MailContent } from '../../../activities/ports/mail.ts';
import type { Lang } from '#core/texts/lang.ts';
import { messageIdFor } from './messageId.ts';
import { type MailModel, modelOf } from './model.ts';
import { wrapped } from './wrap.ts';

interface ComposerOptions {
  lang: Lang;
  /** What Message-IDs end in. */
  domain: string;
}

type Render = (model: MailModel) => string;

/** Templates are read, parsed and tried here, so that a faulty one stops the start and not a morning's mail. @throws Error naming it. */
export function mailComposer({ lang, domain }: ComposerOptions): MailComposer {
  const html = template('mail.html.liquid', { outputEscape: 'escape' });
  const text = template('mail.text.liquid', {});
  return {
    compose(content) {
      const model = modelOf(content, lang);
      return { subject: model.subject, text: text(model), html: html(model), ...calendarsOf(content, domain) };
    },
    messageId: (mail) => messageIdFor(mail, domain),
  };
}

function calendarsOf({ calendar, at }: MailContent, domain: string) {
  const file = (method: 'PUBLISH' | 'CANCEL', dates: MailContent['calendar']['publish']): string | null =>
    dates.length === 0 ? null : calendarFile({ name: 'Årscykel', method, dates, at, domain });
  return { calendar: file('PUBLISH', calendar.publish), calendarCancelled: file('CANCEL', calendar.cancel) };
}

export function template(name: string, options: { outputEscape?: 'escape' }): Render {
  const engine = new Liquid({ strictVariables: true, strictFilters: true, ownPropertyOnly: true, ...options });
  engine.registerFilter('wrap', (value: unknown, indent?: number) => wrapped(String(value), indent));
  engine.registerFilter('underline', (value: unknown) => '-'.repeat(String(value).length));
  const parsed = engine.parse(readFileSync(new URL(`../templates/${name}`, import.meta.url), 'utf8'), name);
  const render: Render = (model) =>
    String(engine.renderSync(parsed, model))
      .replace(/\n{3,}/g, '\n\n')
      .trim() + '\n';
  render(sample);
  return render;
}

/** Every part that a template may show. */
const sample: MailModel = {
  lang: 'sv',
  subject: 'x',
  preview: 'x',
  product: 'x',
  day: 'x',
  greeting: 'x',
  lead: 'x',
  sections: (['late', 'today', 'ahead', 'passedOn', 'formal', 'failed'] as const).map((urgency) => ({
    urgency,
    heading: 'x',
    items: [
      { title: 'x', count: { number: '1', unit: 'x' }, lines: ['x'], why: 'x', button: { text: 'x', url: 'x', note: 'x' } },
      { title: 'x', count: null, lines: [], why: '', button: { text: 'x', url: null, note: 'x' } },
      { title: 'x', count: null, lines: [], why: '', button: null },
    ],
  })),
  footerHeading: 'x',
  footers: [{ title: 'x', reason: 'x', numbers: 'x' }],
  closing: 'x',
  calendar: 'x',
  opening: 'x',
};
