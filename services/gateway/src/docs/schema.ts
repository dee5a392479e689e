import { getMetadataStorage } from 'class-validator';
import { elementOf, type PayloadClass } from '@deskbeat/contracts';

export interface JsonSchema {
  [keyword: string]: unknown;
  properties?: Record<string, JsonSchema>;
}

interface Rule {
  type: string;
  name?: string;
  each: boolean;
  constraints?: unknown[];
}

/** JSON Schema 2020-12 of payload classes, from the decorators that validate them. */
export class Schemas {
  /** By name of the class, with all that they refer to. */
  readonly components: Record<string, JsonSchema> = {};

  refTo(payload: PayloadClass): JsonSchema {
    const { name } = payload;
    if (!(name in this.components)) {
      this.components[name] = {};
      this.components[name] = this.schemaOf(payload);
    }
    return { $ref: `#/components/schemas/${name}` };
  }

  /** @param without fields that do not stand in the body */
  schemaOf(payload: PayloadClass, without: readonly string[] = []): JsonSchema {
    const properties: Record<string, JsonSchema> = {};
    const required: string[] = [];
    for (const [field, rules] of rulesOf(payload)) {
      if (without.includes(field)) continue;
      properties[field] = this.fieldSchema(payload, field, rules);
      if (!rules.some(({ name }) => name === 'isOptional')) required.push(field);
    }
    return { type: 'object', properties, ...(required.length > 0 && { required }), additionalProperties: false };
  }

  private fieldSchema(payload: PayloadClass, field: string, rules: Rule[]): JsonSchema {
    const of = elementOf(payload, field);
    const isList = rules.some(({ name }) => name === 'isArray');
    if (!isList) return of ? this.refTo(of) : keywords(rules);
    const items = of ? this.refTo(of) : keywords(rules.filter(({ each }) => each));
    return { ...keywords(rules.filter(({ each }) => !each)), items };
  }
}

function rulesOf(payload: PayloadClass): Map<string, Rule[]> {
  const fields = new Map<string, Rule[]>();
  for (const rule of getMetadataStorage().getTargetValidationMetadatas(payload, '', false, false)) {
    const rules = fields.get(rule.propertyName) ?? [];
    // Decorators run from the last to the first.
    rules.unshift({ type: rule.type, name: rule.name, each: rule.each, constraints: rule.constraints as unknown[] });
    fields.set(rule.propertyName, rules);
  }
  return fields;
}

function keywords(rules: Rule[]): JsonSchema {
  const schema: JsonSchema = {};
  const patterns: string[] = [];
  for (const { name, constraints: [first, second] = [] } of rules) {
    if (name === 'matches') patterns.push((first as RegExp).source);
    else Object.assign(schema, name && Object.hasOwn(translations, name) ? translations[name]!(first, second) : {});
  }
  if (patterns.length === 1) schema.pattern = patterns[0];
  if (patterns.length > 1) schema.allOf = patterns.map((pattern) => ({ pattern }));
  return schema;
}

/** Of a ticket's own field; which kinds of values it takes is said by its type. */
const fieldValue = {
  anyOf: [{ type: ['string', 'number', 'boolean', 'null'] }, { type: 'array', items: { type: 'string' } }],
};

const translations: Readonly<Record<string, (first: unknown, second: unknown) => JsonSchema>> = {
  isString: () => ({ type: 'string' }),
  isInt: () => ({ type: 'integer' }),
  isNumber: () => ({ type: 'number' }),
  fields: () => ({
    type: 'object',
    propertyNames: { maxLength: 50 },
    additionalProperties: fieldValue,
    maxProperties: 100,
  }),
  isBoolean: () => ({ type: 'boolean' }),
  isObject: () => ({ type: 'object' }),
  isArray: () => ({ type: 'array' }),
  isEmail: () => ({ format: 'email' }),
  isIso8601: () => ({ format: 'date-time' }),
  isIn: (values) => ({ type: 'string', enum: values }),
  isLength: (min, max) => ({ minLength: min, maxLength: max }),
  arrayMaxSize: (max) => ({ maxItems: max }),
  min: (least) => ({ minimum: least }),
  max: (most) => ({ maximum: most }),
};
