import { z } from 'zod';

/**
 * How a file's schema is put together. `strict` finds every mistake. `lenient` never fails: it reads what can be read and puts a
 * stand-in where something cannot, so that the rest of a faulty file can still be checked against itself.
 */
export interface Shaping {
  leaf: <T extends z.ZodType>(schema: T, standIn: z.output<T>) => T;
  /** A leaf that may be left out. */
  maybe: <T extends z.ZodType>(schema: T) => z.ZodOptional<T>;
  object: <S extends z.ZodRawShape>(shape: S) => z.ZodObject<S, z.core.$strict>;
  map: <K extends z.ZodString, V extends z.ZodType>(key: K, value: V) => z.ZodRecord<K, V>;
  list: <V extends z.ZodType>(value: V) => z.ZodArray<V>;
}

export const strict: Shaping = {
  leaf: (schema) => schema,
  maybe: (schema) => schema.optional(),
  object: (shape) => z.strictObject(shape),
  map: (key, value) => z.record(key, value),
  list: (value) => z.array(value),
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
// The lenient schemas answer with the same types as the strict ones and accept anything, which the types of zod cannot say.
const same = (schema: z.ZodType) => schema as never;

export const lenient: Shaping = {
  leaf: (schema, standIn) => same(schema.catch(() => standIn)),
  maybe: (schema) => same(schema.optional().catch(undefined)),
  object: (shape) => same(z.preprocess((value) => (isRecord(value) ? value : {}), z.object(shape))),
  map: (_key, value) => same(z.preprocess((given) => (isRecord(given) ? given : {}), z.record(z.string(), value))),
  list: (value) => same(z.preprocess((given) => (Array.isArray(given) ? given : []), z.array(value))),
};
