import { choices } from '#core/texts/choices.ts';
import { expect, test } from 'vitest';

test('what could have been given is all there is, or of many those most like what was given', () => {
  expect(choices(['alby', 'berga'], 'alb', 'sv')).toBe('alby eller berga');
  const many = Array.from({ length: 311 }, (_, at) => `letterOfIntent-stod:kommun-${at}`);
  const told = choices(['measureReport:kurser', ...many, 'measureReport:stod'], 'measureReport:kurs', 'sv');
  expect(told).toMatch(/^measureReport:kurser, measureReport:stod, letterOfIntent-stod:kommun-0, .* eller någon av 305 andra$/);
  expect(choices(many, 'x', 'en')).toMatch(/ or one of 303 others$/);
});
