import type { ObjectKind } from '../../model/element.ts';
import type { JsonSchema } from './json-schema.ts';

type Validate = (value: unknown) => boolean;

export const validate_schema: Validate;
export const validate_extension: Validate;
export const validate_enum: Validate;
export const validate_domain: Validate;
export const validate_sequence: Validate;
export const validate_function: Validate;
export const validate_procedure: Validate;
export const validate_table: Validate;
export const validate_view: Validate;
export const validate_materialized_view: Validate;

/** `definitions` of spec/schema.json. */
export const definitions: Readonly<Record<string, JsonSchema>>;
/** The definition that says how each kind of object is written. */
export const definitionNames: Readonly<Record<ObjectKind, string>>;
