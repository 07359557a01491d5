// Kontrollerar ett uttag ur Årscykel. Verifies an export from Årscykel. Node 20 or later, offline, without other software:
//   node verify.mjs FILE.zip | FOLDER [--key FILE|FINGERPRINT] [--checkpoint FILE] [--receipt FILE] [--lang en]
// Exit status: 0 where all holds, 1 where something does not, 2 where nothing could be checked. README.txt tells the rules.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';

const words = {
  zip: 'ZIP-filens uppbyggnad är ändrad: {0} | the structure of the ZIP file has been changed: {0}',
  anew: 'packad på nytt: packa upp den, kör verify.mjs i mappen | packed anew: unpack it, run verify.mjs in the folder',
  missing: 'filen finns i förteckningen men inte här | the file is in the manifest and not here',
  added: 'filen finns inte i förteckningen | the file is not in the manifest',
  changed: 'filen är ändrad: SHA-256 {0} i stället för {1} | the file has been changed: SHA-256 {0} instead of {1}',
  form: 'kan inte läsas som det ska: {0} | cannot be read as it should: {0}',
  line: 'rad {0} är inte händelse {0} i denna kedja | line {0} is not event {0} of this chain',
  hash: 'händelse {0} är ändrad: innehållet, formen eller länken stämmer inte | event {0} has been changed: content, form or link',
  head: 'kedjan slutar vid {0}, inte vid {1} | the chain ends at {0}, not at {1}',
  text: '{0} saknas eller är inte det som händelsen förband sig till | {0} is missing or not what the event committed to',
  key: 'nyckel {0} har inte sin egen beteckning eller är inte intygad | key {0} does not have its own id or is not endorsed',
  strangeKey: '{0} är inte, och leder inte tillbaka till nyckeln {1} | {0} is not, and does not lead back to the key {1}',
  signature: 'underskriften av nyckel {0} gäller inte | the signature of key {0} does not hold',
  fork: 'kontrollpunkt {0} såg annat än det som finns här | checkpoint {0} saw other than what is here',
  second: 'säger annat om händelse {0} | says otherwise of event {0}',
  uncovered: 'den andra uppteckningen saknar händelse {0} | the second record lacks event {0}',
  unproven: 'kontrollpunkt {0} visas inte omfatta {1} | checkpoint {0} is not shown to cover {1}',
  keyNotGiven: 'jämför nyckeln {0} med den du fått på annan väg (--key) | compare key {0} with what you got another way (--key)',
  gone: '{0} är inte med: borta, sekretessmarkerad eller en granskares egen | {0} is not in it: gone, marked as secret or an auditor’s',
  notAtHand: 'den andra uppteckningen från händelse {0} var inte åtkomlig | the second record from event {0} was not at hand',
  unfit: '{0} så här: node verify.mjs ZIP/MAPP [--key PEM/ID] | {0} like this: node verify.mjs ZIP/FOLDER [--key PEM/ID]',
};
const isEnglish = /--lang[= ]en\b/.test(process.argv.join(' '));
const say = (code, facts) => words[code].split(' | ')[isEnglish ? 1 : 0].replaceAll(/\{(\d)\}/g, (_, at) => facts[at]);
// Nothing that stands in an export can make a terminal show what is not so, or hide what is.
const plain = (line) => line.replace(/\p{C}/gu, '?');

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');
const idOf = (pem) => sha256(createPublicKey(pem).export({ type: 'spki', format: 'der' })).slice(0, 16);
const EVENT = /^\{"version":([1-9]\d*),"previousHash":"([0-9a-f]{64})","hash":"([0-9a-f]{64})","event":(\{.*\})\}$/;
const treeHash = (prefix, ...parts) => Buffer.from(sha256(Buffer.from([prefix]), ...parts), 'hex');

// RFC 8785: keys in the order of their UTF-16 code units, strings and numbers as JavaScript writes them.
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const member = (name) => `${JSON.stringify(name)}:${canonical(value[name])}`;
  return `{${Object.keys(value).toSorted().map(member).join(',')}}`;
}

// RFC 6962, 2.1.1: the root that a leaf's siblings lead to; null where there are too few of them or too many.
function climb(hash, index, size, siblings) {
  if (size === 1 || siblings.length === 0) return size === 1 && siblings.length === 0 ? hash : null;
  let split = 1;
  while (split * 2 < size) split *= 2;
  const [below, beside, isLeft] = [siblings.slice(0, -1), siblings.at(-1), index < split];
  const under = isLeft ? climb(hash, index, split, below) : climb(hash, index - split, size - split, below);
  return under && (isLeft ? treeHash(1, under, beside) : treeHash(1, beside, under));
}

function references(value, found = { texts: [], files: [] }, isFile = false) {
  if (typeof value === 'string' && isFile && /^[0-9a-f]{64}$/.test(value)) found.files.push(value);
  if (typeof value !== 'object' || value === null) return found;
  if (typeof value.textId === 'string' && typeof value.commitment === 'string') found.texts.push(value);
  for (const [name, part] of Object.entries(value)) {
    const named = ['documents', 'document', 'extract'].includes(name) || (value.kind === 'document' && name === 'sha256');
    references(part, found, named || (isFile && Array.isArray(value)));
  }
  return found;
}

// Files as they are stored uncompressed in the ZIP; no byte of it may be anything else than what it must be.
function openZip(path, wrong) {
  const [file, end] = [openSync(path), statSync(path).size];
  const bytes = (at, length) => {
    const buffer = Buffer.alloc(Math.max(0, Math.min(length, end - at)));
    readSync(file, buffer, 0, buffer.length, at);
    return buffer;
  };
  const [files, odd] = [new Map(), []];
  const last = bytes(Math.max(0, end - 22), 22);
  const [count, size, start] = [last.readUInt16LE(10), last.readUInt32LE(12), last.readUInt32LE(16)];
  const isEnd = last.toString('hex') === `504b050600000000${last.toString('hex', 10, 12)}${last.toString('hex', 10, 20)}0000`;
  if (!isEnd || start + size !== end - 22) wrong('zip', path, 'end of central directory');
  const directory = bytes(start, size);
  let [at, cursor, isAnew] = [0, 0, true];
  while (at + 46 <= directory.length) {
    const entry = directory.subarray(at, at + 46);
    const [length, nameLength] = [entry.readUInt32LE(24), entry.readUInt16LE(28)];
    const name = directory.subarray(at + 46, at + 46 + nameLength);
    const header = Buffer.concat([Buffer.from('PK\x03\x04'), entry.subarray(6, 32), name]);
    const isFixed = entry.toString('hex', 0, 12) === '504b01023f03140000080000' && entry.readUInt32LE(20) === length;
    const isPlain = entry.toString('hex', 30, 42) === '00000000000000000000b481' && entry.readUInt32LE(42) === cursor;
    const from = cursor + 30 + nameLength;
    const isAlike = bytes(cursor, 30 + nameLength).equals(header) && !files.has(name.toString());
    if (!isAlike || !isFixed || !isPlain) odd.push(name.toString());
    isAnew &&= !isFixed;
    files.set(name.toString(), () => bytes(from, length));
    [at, cursor] = [at + 46 + nameLength, from + length];
  }
  if (isAnew && odd.length > 1) return wrong('anew', path);
  for (const name of odd) wrong('zip', path, name);
  if (at !== size || cursor !== start || files.size !== count) wrong('zip', path, 'central directory');
  return files;
}

function openFolder(folder) {
  const all = readdirSync(folder, { recursive: true }).filter((path) => statSync(join(folder, path)).isFile());
  return new Map(all.map((path) => [path.replaceAll('\\', '/'), () => readFileSync(join(folder, path))]));
}

function checkManifest({ files, wrong, read }) {
  const manifest = JSON.parse(read('manifest.json'));
  const listed = new Map(manifest.files.map((one) => [one.path, one]));
  const seals = ['manifest.json', 'manifest.sig.json'];
  for (const path of files.keys()) if (!listed.has(path) && !seals.includes(path)) wrong('added', path);
  for (const path of [...listed.keys(), ...seals]) if (!files.has(path)) wrong('missing', path);
  for (const [path, { sha256: expected, size }] of listed) {
    const content = files.get(path)?.();
    if (content && (sha256(content) !== expected || content.length !== size)) wrong('changed', path, sha256(content), expected);
  }
  return manifest;
}

function checkChain({ wrong, lines }, path, { chain, version: end, hash: expected }) {
  const events = [];
  let before = sha256(chain);
  for (const [at, line] of lines(path).entries()) {
    const [, version, previousHash, hash, text] = EVENT.exec(line) ?? [];
    const event = JSON.parse(text ?? 'null');
    if (event?.chain !== chain || event.version !== at + 1 || Number(version) !== at + 1)
      return wrong('line', path, at + 1) || events;
    const isWhole = sha256(Buffer.from(previousHash, 'hex'), text) === hash && canonical(event) === text;
    if (!isWhole || previousHash !== before) wrong('hash', path, at + 1);
    events.push({ ...event, hash, text });
    before = hash;
  }
  if (events.length !== end || before !== expected) wrong('head', path, events.length, end);
  return events;
}

function checkReferred({ files, wrong, note, read, lines }, events) {
  const told = new Map(lines('texts.jsonl').map((line) => [JSON.parse(line).textId, JSON.parse(line)]));
  const named = new Map(JSON.parse(read('documents/index.json')).map((one) => [one.sha256, one]));
  const referred = references(events);
  for (const { textId, commitment } of referred.texts) {
    const { salt = '', text = '', absent = false } = told.get(textId) ?? {};
    if (absent) note('gone', textId);
    else if (sha256(Buffer.from(salt, 'hex'), text) !== commitment) wrong('text', 'texts.jsonl', textId);
  }
  for (const { sha256: hash, file } of named.values())
    if (file === null) note('gone', hash);
    else if (!files.has(file) || sha256(files.get(file)()) !== hash) wrong('text', file, hash);
  for (const hash of referred.files) if (!named.has(hash)) wrong('text', 'documents/index.json', hash);
}

function checkSeal({ files, wrong, note, read, holds }, trusted) {
  const seal = JSON.parse(read('manifest.sig.json'));
  const keys = new Map(JSON.parse(read('keys.json')).map((one) => [one.id, one]));
  for (const { id, publicKey, endorsedBy, endorsement } of keys.values()) {
    const text = `arscykel checkpoint key\n${publicKey}`;
    const isVouched = endorsedBy === null || holds(keys.get(endorsedBy)?.publicKey, text, endorsement);
    if (idOf(publicKey) !== id || !isVouched) wrong('key', 'keys.json', id);
  }
  const line = [];
  for (let id = seal.key; id && !line.includes(id); id = keys.get(id)?.endorsedBy) line.push(id);
  if (!trusted) note('keyNotGiven', line.join(' ← '));
  else if (!line.includes(trusted)) wrong('strangeKey', 'keys.json', seal.key, trusted);
  const text = `arscykel export\n${sha256(files.get('manifest.json')())}`;
  const isExact = read('manifest.sig.json') === `${JSON.stringify(seal)}\n`;
  if (!isExact || !holds(keys.get(seal.key)?.publicKey, text, seal.signature)) wrong('signature', 'manifest.sig.json', seal.key);
  return keys;
}

function checkCheckpoints({ wrong, read, lines, holds }, manifest, keys, chains) {
  const [checkpoints, newest] = [new Map(), manifest.checkpoint.number];
  const sealedBy = JSON.parse(read('manifest.sig.json') || '{}').key;
  for (const line of lines('checkpoints.jsonl')) {
    const { signed, signature, heads } = JSON.parse(line);
    const { number, key, root, database, world, chains: size } = JSON.parse(signed);
    checkpoints.set(number, { signed, heads });
    if (!holds(keys.get(key)?.publicKey, signed, signature)) wrong('signature', `checkpoints.jsonl ${number}`, key);
    if (number === newest && key !== sealedBy) wrong('strangeKey', 'manifest.sig.json', sealedBy, key);
    if (database !== manifest.database || world !== manifest.world) wrong('fork', 'checkpoints.jsonl', number);
    for (const { chain, version, hash, index, proof } of heads) {
      const siblings = proof.map((one) => Buffer.from(one, 'hex'));
      const found = climb(treeHash(0, canonical({ chain, hash, version })), index, size, siblings);
      if (found?.toString('hex') !== root) wrong('unproven', 'checkpoints.jsonl', number, chain, version);
      const seen = version === 0 ? sha256(chain) : chains.get(chain)?.[version - 1]?.hash;
      if (seen !== hash) wrong('fork', 'checkpoints.jsonl', number, version);
    }
    for (const [chain, { length }] of number === newest ? chains : [])
      if (length > 0 && !heads.some((one) => one.chain === chain && one.version === length))
        wrong('unproven', 'checkpoints.jsonl', number, chain, length);
  }
  if (!checkpoints.has(newest)) wrong('unproven', 'checkpoints.jsonl', newest, manifest.head.chain);
  return checkpoints;
}

// The second record is written by another system as it works; in it stand the very hashes that the first one gave.
function checkSecondRecord({ files, wrong, note, read }, events, access) {
  const runs = JSON.parse(read('second-record/index.json'));
  const starts = events.filter(({ body }) => body.type === 'runStarted');
  if (starts[0]?.version !== 1) wrong('uncovered', 'second-record/index.json', 1);
  for (const [at, { version: from, body }] of starts.entries()) {
    const run = runs.find(({ runId }) => runId === body.runId);
    if (run === undefined) wrong('uncovered', 'second-record/index.json', from);
    else if (run.file === null || !files.has(run.file)) note('notAtHand', from);
    else {
      const { events: all } = JSON.parse(gunzipSync(files.get(run.file)()));
      const results = all.flatMap((one) => one.markerRecordedEventAttributes?.details?.result?.payloads?.[0]?.data ?? []);
      const given = results.flatMap((data) => JSON.parse(Buffer.from(data, 'base64')).events ?? []);
      const told = new Map(given.map((one) => [one.version, one]));
      for (const [version, { hash, ...event }] of told)
        if (events[version - 1]?.hash !== hash || events[version - 1].text !== canonical(event))
          wrong('second', run.file, version);
      const to = (starts[at + 1]?.version ?? events.length + 1) - 1;
      const last = run.complete ? to : Math.min(to, Math.max(from, ...told.keys()));
      for (let version = from; version <= last; version += 1) if (!told.has(version)) wrong('uncovered', run.file, version);
      const content = sha256(files.get(run.file)());
      for (const { body: put } of access.filter((one) => one.body.type === 'runArchived' && one.body.runId === run.runId))
        if (put.sha256 !== content) wrong('changed', run.file, content, put.sha256);
    }
  }
}

function checkKept({ wrong, note, holds }, options, keys, checkpoints, chains) {
  for (const { path, signed, signature } of options.checkpoint) {
    const { number, key, at } = JSON.parse(signed);
    const here = checkpoints.get(number);
    if (!holds(keys.get(key)?.publicKey, signed, signature)) wrong('signature', path, key);
    if (here && here.signed !== signed) wrong('fork', path, number);
    // A chain that began well before is under every checkpoint since; entries may be chained a while after they were made.
    for (const [chain, [first]] of chains) {
      if (!first || here?.heads.some((head) => head.chain === chain)) continue;
      if (Date.parse(at) - Date.parse(first.wallTime) > 3_600_000) wrong('unproven', path, number, chain);
      else note('unproven', number, chain);
    }
  }
  for (const { path, receipt, ...bare } of options.receipt) {
    const { chain, version, hash } = receipt ?? bare;
    if (chains.get(chain)?.[version - 1]?.hash !== hash) wrong('second', path, version);
  }
}

function check(target, options) {
  const [findings, remarks] = [[], []];
  const wrong = (code, where, ...facts) => void findings.push(`✗ ${where}: ${say(code, facts)}`);
  const note = (code, ...facts) => void remarks.push(`! ${say(code, facts)}`);
  const read = (path) => files.get(path)?.().toString('utf8') ?? '';
  const lines = (path) => read(path).split('\n').filter(Boolean);
  // Ed25519; a signature that is written otherwise than it must be has been changed too.
  const holds = (pem, text, signature) => {
    const bytes = Buffer.from(signature ?? '', 'base64');
    return pem !== undefined && bytes.toString('base64') === signature && verify(null, Buffer.from(text), pem, bytes);
  };
  // What cannot be read at all ends its own check and no other.
  const step = (where, work) => {
    try {
      return work();
    } catch (error) {
      return wrong('form', where, error.message);
    }
  };
  const files = step(target, () => (statSync(target).isDirectory() ? openFolder(target) : openZip(target, wrong))) ?? new Map();
  const tools = { files, wrong, note, read, lines, holds };
  const manifest = findings.length > 0 && files.size === 0 ? undefined : step('manifest.json', () => checkManifest(tools));
  if (manifest === undefined) return { about: [], findings, remarks };
  const keys = step('manifest.sig.json', () => checkSeal(tools, options.key)) ?? new Map();
  const events = step('events.jsonl', () => checkChain(tools, 'events.jsonl', manifest.head)) ?? [];
  const access = step('access.jsonl', () => checkChain(tools, 'access.jsonl', manifest.access)) ?? [];
  const chains = new Map(Object.entries({ [manifest.head.chain]: events, [manifest.access.chain]: access }));
  step('texts.jsonl, documents/index.json', () => checkReferred(tools, [events, access]));
  step('second-record/index.json', () => checkSecondRecord(tools, events, access));
  const checkpoints = step('checkpoints.jsonl', () => checkCheckpoints(tools, manifest, keys, chains)) ?? new Map();
  step('--checkpoint, --receipt', () => checkKept(tools, options, keys, checkpoints, chains));
  return { about: [manifest.title, Object.values(manifest.head).join(' · ')], findings, remarks };
}

const many = { type: 'string', multiple: true, default: [] };
const known = { key: { type: 'string' }, checkpoint: many, receipt: many, lang: { type: 'string' } };
let used = '';
const start = Buffer.alloc(2);
process.once('uncaughtException', () => {
  console.error(plain(say('unfit', [used ? `✗ ${used}:` : ''])));
  process.exit(2);
});
const { values, positionals } = parseArgs({ options: known, allowPositionals: true });
const target = (used = positionals[0] ?? '.');
if (statSync(target).isDirectory()) statSync(join(target, 'manifest.json'));
else if (readSync(openSync(target), start) && start[0] !== 0x50 && start[1] !== 0x4b) throw new Error(target);
used = values.key;
const key = /^[0-9a-f]{16}$/i.test(used) ? used.toLowerCase() : used && idOf(readFileSync(used, 'utf8'));
const paper = (path) => ({ path, ...JSON.parse(readFileSync((used = path), 'utf8')) });
const given = { key, checkpoint: values.checkpoint.map(paper), receipt: values.receipt.map(paper) };
const { about, findings, remarks } = check(target, given);
for (const line of [...about, ...findings, ...remarks]) console.log(plain(line));
const [good, bad] = isEnglish ? ['all holds', 'faults'] : ['allt stämmer', 'fel'];
console.log(findings.length === 0 ? `✓ ${good}` : `✗ ${findings.length} ${bad}`);
process.exitCode = findings.length === 0 ? 0 : 1;
