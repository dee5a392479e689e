import { IsArray, ArrayMaxSize, IsIn, IsInt, IsObject, IsString, Matches, ValidateBy } from 'class-validator';
import { applyDecorators } from '../apply-decorators.js';
import { Page } from '../common.js';
import { defineEvent, defineRequest } from '../contract.js';
import { Id, Instant, Line, ListOf, Maybe, Whole } from '../fields.js';

const mostAttributes = 50;
const attributeKey = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const isAttribute = (value: unknown): boolean =>
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value)) ||
  // Half a surrogate pair and control characters are no text.
  (typeof value === 'string' && value.length <= 500 && /^(?=.*\S)[^\p{Cc}\p{Cs}]*$/u.test(value));

/** By key like `firmware-version`: a line of text, a number, `true` or `false`. */
export type Attributes = Readonly<Record<string, string | number | boolean>>;

const IsAttributes = (): PropertyDecorator =>
  ValidateBy({
    name: 'isAttributes',
    validator: {
      validate: (value: unknown) => {
        if (typeof value !== 'object' || value === null) return false;
        const entries = Object.entries(value);
        const sound = entries.every(([key, item]) => attributeKey.test(key) && key.length <= 50 && isAttribute(item));
        return sound && entries.length <= mostAttributes;
      },
      defaultMessage: () => '$property must be up to 50 lines, numbers or truths by key like firmware-version',
    },
  });

/** A calendar day, `2030-01-31`. */
const Day = (): PropertyDecorator =>
  applyDecorators(
    IsString(),
    Matches(/^\d{4}-\d\d-\d\d$/),
    ValidateBy({
      name: 'isDay',
      validator: {
        validate: (day) => typeof day === 'string' && !Number.isNaN(Date.parse(day)) && isSameDay(day),
        defaultMessage: () => '$property must be a day like 2030-01-31',
      },
    }),
  );
const isSameDay = (day: string): boolean => new Date(day).toISOString().startsWith(day);

/** What may be known of a thing that a customer has. */
export class AssetFields {
  /** Last day of the warranty. */
  @Maybe() @Day() warrantyUntil?: string;
  @Maybe() @Line() location?: string;
  @Maybe() @Line() region?: string;
  /** Of the organisation's own; a change replaces them all. */
  @Maybe() @IsObject() @IsAttributes() attributes?: Attributes;
}

export class RegisterAsset extends AssetFields {
  @Line() product: string;
  /** Unique for the product; upper and lower case are the same. */
  @Line(100) serial: string;
  /** Who has it. */
  @Id() customerId: string;
}

export const clearableAssetFields = ['warrantyUntil', 'location', 'region', 'attributes'] as const;
export type ClearableAssetField = (typeof clearableAssetFields)[number];

export class UpdateAsset extends AssetFields {
  @Id() id: string;
  @Whole(1) seenVersion: number;
  @Maybe() @Line() product?: string;
  @Maybe() @Line(100) serial?: string;
  @Maybe() @Id() customerId?: string;
  /** Fields that are to be empty. */
  @Maybe() @IsArray() @ArrayMaxSize(4) @IsIn(clearableAssetFields, { each: true }) clear?: ClearableAssetField[];
}

export class AssetView extends AssetFields {
  @Id() id: string;
  @IsInt() version: number;
  @Line() product: string;
  @Line(100) serial: string;
  @Id() customerId: string;
  @Instant() createdAt: string;
  @Instant() updatedAt: string;
}

export class GetAsset {
  @Id() id: string;
}

export class ListAssets extends Page {
  /** Those of a customer, and of its duplicates. */
  @Maybe() @Id() customerId?: string;
  /** Those whose serial number begins so. */
  @Maybe() @Line(100) serial?: string;
}

export class AssetList {
  @ListOf(() => AssetView, 200) items: AssetView[];
  @Maybe() @Line(1_000) next?: string;
}

export const registerAsset = defineRequest(
  'rpc.intake.register-asset.v1',
  'Register an asset',
  RegisterAsset,
  AssetView,
);
export const updateAsset = defineRequest('rpc.intake.update-asset.v1', 'Change an asset', UpdateAsset, AssetView);
export const getAsset = defineRequest('rpc.intake.get-asset.v1', 'Read an asset', GetAsset, AssetView);
export const listAssets = defineRequest('rpc.intake.list-assets.v1', 'Find assets', ListAssets, AssetList);

export class AssetRegistered {
  @Line() product: string;
  @Line(100) serial: string;
  @Id() customerId: string;
  @Maybe() @Line() region?: string;
  @Maybe() @Day() warrantyUntil?: string;
}
export const assetRegistered = defineEvent('evt.asset.registered.v1', 'An asset became known', AssetRegistered);

export class AssetUpdated {
  /** Changed fields: what they were and what they are, null where there was or is nothing. */
  @IsObject() changes: Readonly<Record<string, { from: unknown; to: unknown }>>;
}
export const assetUpdated = defineEvent('evt.asset.updated.v1', 'An asset changed', AssetUpdated);
