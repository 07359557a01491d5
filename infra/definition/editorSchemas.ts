import { z } from 'zod';
import { maskFile } from '#contracts/schemas/keeping/maskFile.ts';
import { retentionFile } from '#contracts/schemas/keeping/retentionFile.ts';
import { agreementFile, editorScriptFile, editorTakeOverFile, frameworkFile, referralFile } from '#contracts/schemas.ts';

const titled = (schema: z.ZodType, title: string) => ({ ...z.toJSONSchema(schema, { io: 'input', reused: 'ref' }), title });

/** JSON Schemas for editors, by file name in examples/schema. The files there are kept true by a test, which also writes them. */
export function editorSchemas(): Record<string, object> {
  return {
    'agreement.json': titled(agreementFile, 'Årscykel: an agreement'),
    'framework.json': titled(frameworkFile, 'Årscykel: a framework agreement'),
    'referral.json': titled(referralFile, 'Årscykel: a referral'),
    'script.json': titled(editorScriptFile, 'Årscykel: who did what when'),
    'take-over.json': titled(editorTakeOverFile, 'Årscykel: what was done before an agreement was taken over'),
    'retention.json': titled(retentionFile, 'Årscykel: how long each kind of what is recorded is kept'),
    'masks.json': titled(maskFile, 'Årscykel: what is kept back when documents are disclosed'),
  };
}
