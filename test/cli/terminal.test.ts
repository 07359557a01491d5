import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Column, table } from '../../cli/terminal/table.ts';
import { cut, displayWidth, padded, wrapped } from '../../cli/terminal/width.ts';

const plain = (width: number) => ({ width, heading: (text: string) => text, below: (text: string) => text });
const words = fc
  .array(fc.stringMatching(/^[a-zåäö–1-9🗓]{1,14}$/u), { minLength: 1, maxLength: 12 })
  .map((list) => list.join(' '));

test('a width counts what a terminal shows: no colours, wide signs twice, marks not at all', () => {
  expect(displayWidth('överenskommelse')).toBe(15);
  expect(displayWidth('\u001b[31mröd\u001b[0m')).toBe(3);
  expect(displayWidth('o\u0308')).toBe(1);
  expect(displayWidth('日本 🗓️')).toBe(7);
});

test('a text is cut with one sign for what is left out, never wider than asked', () => {
  expect(cut('Statskontorets slutrapport', 16)).toBe('Statskontorets…');
  expect(cut('kort', 16)).toBe('kort');
  fc.assert(fc.property(words, fc.integer({ min: 2, max: 60 }), (text, width) => displayWidth(cut(text, width)) <= width));
});

test('wrapped lines hold every word in order, keep the indent and stay within the width', () => {
  expect(wrapped('    ett två tre', 12)).toEqual(['    ett två', '    tre']);
  fc.assert(
    fc.property(words, fc.integer({ min: 16, max: 60 }), (text, width) => {
      const lines = wrapped(text, width);
      expect(lines.every((line) => displayWidth(line) <= width)).toBe(true);
      expect(lines.join(' ')).toBe(text);
    }),
  );
});

test('a word wider than the line is broken, not lost', () => {
  expect(wrapped('a'.repeat(10), 4)).toEqual(['aaaa', 'aaaa', 'aa']);
});

const columns: Column[] = [{ title: 'Id' }, { title: 'Belopp', align: 'right' }, { title: 'Rubrik', flexible: true }];

test('a table aligns its columns and takes only the room it needs', () => {
  const rows = [
    ['a', '5 kr', 'kort'],
    ['längre', '84,5 mnkr', 'också'],
  ];
  expect(table(columns, rows, plain(80))).toEqual([
    'Id         Belopp  Rubrik',
    'a            5 kr  kort',
    'längre  84,5 mnkr  också',
  ]);
});

test('what does not fit beside is wrapped in its column, and goes below where the column would be too narrow to read', () => {
  const rows = [['overenskommelse', '84,5 mnkr', 'en rubrik som är rätt mycket längre än raden']];
  expect(table(columns, rows, plain(66))).toEqual([
    'Id                  Belopp  Rubrik',
    'overenskommelse  84,5 mnkr  en rubrik som är rätt mycket längre än',
    '                            raden',
  ]);
  expect(table(columns, rows, plain(50))).toEqual([
    'Id                  Belopp',
    'overenskommelse  84,5 mnkr',
    '    en rubrik som är rätt mycket längre än raden',
  ]);
});

test('no line of a table is wider than the terminal as long as its firm columns fit', () => {
  const cell = fc.stringMatching(/^[a-zåäö]{1,10}$/u);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(cell, cell, words), { minLength: 1, maxLength: 6 }),
      fc.constantFrom(40, 80, 120),
      (rows, width) => {
        expect(table(columns, rows, plain(width)).every((line) => displayWidth(line) <= width)).toBe(true);
      },
    ),
  );
});

test('colours are put on what is written, not on the blanks that align it', () => {
  const [, row] = table([{ title: 'A' }, { title: 'B' }], [['x', 'y']], {
    ...plain(80),
    paint: (text, column) => (column === 0 ? `<${text}>` : text),
  });
  expect(row).toBe('<x>  y');
  expect(padded('x', 3, 'right')).toBe('  x');
});
