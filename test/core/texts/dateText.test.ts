import { explainDueDate } from '#core/texts/dateText.ts';
import { expect, test } from 'vitest';
import { deadline, definitionOf } from '../../support/agreements.ts';
import { livedTo } from '../../support/lives.ts';

const explained = (lived: ReturnType<typeof livedTo>, id: string, lang: 'sv' | 'en' = 'sv'): string[] => {
  const one = lived.state().deadlines[id];
  return one === undefined ? [] : explainDueDate(one, lived.state(), lang);
};

test('a date tells where it was written, and who moved it when', () => {
  const lived = livedTo('finalReporting').liveUntil('2014-06-10');
  expect(explained(lived, 'slutrapport')).toEqual(['mån 1 sep 2014: ur överenskommelsens text (assumed)']);
  lived.does({ type: 'moveDeadline', deadline: 'slutrapport', to: '2014-10-01' }, { by: 'statssekreteraren' });
  expect(explained(lived, 'slutrapport')).toEqual([
    'mån 1 sep 2014: ur överenskommelsens text (assumed)',
    'ons 1 okt 2014: flyttad från mån 1 sep 2014 av staten, tis 10 jun 2014',
  ]);
  lived.does({ type: 'suspendDeadline', deadline: 'slutrapport' }, { by: 'statssekreteraren' });
  expect(explained(lived, 'slutrapport', 'en').at(-1)).toBe('suspended since Tue 10 Jun 2014: nobody is reminded');
});

test('a date that is reckoned tells from what', () => {
  const { dueOn: _none, ...handlingar } = deadline('handlingar', '2012-01-01', { plan: 'answer' });
  const dependent = [
    { deadline: handlingar, base: { kind: 'due', deadline: 'slutrapport' }, days: -10, count: 'businessDays' },
  ] as const;
  const lived = livedTo('inForce', definitionOf({ terms: { dates: { dependent: [...dependent], commissions: {} } } }));
  expect(explained(lived, 'handlingar')).toEqual(['mån 18 aug 2014: 10 arbetsdagar före slutrapport (mån 1 sep 2014)']);
});
