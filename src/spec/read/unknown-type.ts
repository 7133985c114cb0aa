import type { DataType } from '../../model/type.ts';

/** Stands in for a type that could not be read: its problem is reported already, so that nothing else is said about it. */
export const unknownType: DataType = { name: 'text', modifiers: [], array: false };
