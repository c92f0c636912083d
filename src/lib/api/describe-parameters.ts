import { GRAMMAR, type GrammarEntry } from '../definition/grammar.ts';
import { SHAPES } from '../definition/group-ids.ts';
import type { Key } from '../definition/keys.ts';
import { schemaOf } from '../definition/schema.ts';
import { ownOf } from './forms.ts';
import { type JsonSchema, jsonSchemaOf } from './json-schema.ts';
import type { Resource } from './resource.ts';

/** One parameter of a resource, as documents say it. */
export interface Parameter {
  key: string;
  /** What it decides. */
  says: string;
  /** Of one value; of those that take several, of all of them joined. */
  schema: JsonSchema;
  /** The words there are, where a list says them. */
  choices: readonly string[] | null;
  /** What an address without it means. */
  usual: string | null;
  /** Several values may be given, joined by `~`. */
  list: boolean;
  /** It belongs to the definition, whose grammar is the same everywhere. */
  shared: boolean;
}

/** Every parameter of a resource: those of the definition first, in the order of addresses. */
export function parametersOf(resource: Resource): readonly Parameter[] {
  const { keys, measures } = resource.reach;
  const words = schemaOf(measures, 'default').shape;
  const shared = keys.map((key) => sharedParameter(key, jsonSchemaOf(words[key], 'input')));
  const { properties = {} } = jsonSchemaOf(ownOf(resource), 'input');
  const own = Object.entries(properties as Record<string, JsonSchema>).map(([key, schema]) =>
    ownParameter(key, schema),
  );
  return [...shared, ...own];
}

function sharedParameter(key: Key, made: JsonSchema): Parameter {
  const entry = GRAMMAR.find((one) => one.key === key);
  if (!entry) throw new Error(`no words for the key ${key}`);
  const choices = entry.choices?.map(({ id }) => id) ?? null;
  const says = [entry.says, entry.form && `Written: ${entry.form}.`].filter(Boolean).join(' ');
  const schema = entry.list ? joined(entry, choices) : withoutNull(made);
  return {
    key,
    says,
    schema,
    choices,
    usual: entry.list ? null : entry.otherwise,
    list: entry.list,
    shared: true,
  };
}

/** Values joined by `~`, which OpenAPI has no style for: a string with a pattern. */
function joined({ key, example }: GrammarEntry, choices: readonly string[] | null): JsonSchema {
  const one = choices ? `(?:${choices.map(literal).join('|')})` : '[^~]+';
  const shape = Object.entries(SHAPES).find(([dimension]) => dimension === key)?.[1];
  return {
    type: 'string',
    pattern: `^${one}(?:~${one})*$`,
    examples: [example.slice(key.length + 1)],
    ...(choices || !shape ? {} : { 'x-form': shape.says }),
  };
}

function literal(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

function ownParameter(key: string, made: JsonSchema): Parameter {
  const { description = '', default: usual = null, ...schema } = withoutNull(made);
  const { enum: choices } = schema;
  return {
    key,
    says: String(description),
    schema: usual === null ? schema : { ...schema, default: usual },
    choices: Array.isArray(choices) ? choices.map(String) : null,
    usual: usual === null ? null : String(usual),
    list: false,
    shared: false,
  };
}

/** A word that may be left out is not one that may be null. */
function withoutNull(schema: JsonSchema): JsonSchema {
  const { anyOf, default: usual, ...rest } = schema;
  const [first] = Array.isArray(anyOf) ? anyOf.filter((one: JsonSchema) => one['type'] !== 'null') : [];
  const { default: _, ...inner } = (first ?? {}) as JsonSchema;
  return { ...inner, ...rest, ...(usual === null || usual === undefined ? {} : { default: usual }) };
}
